/**
 * What a viewer holds of the stream: the newest slices, whole or in part, with the origin's word on
 * each. It asks nobody for anything and knows no other viewer.
 */
package dev.tributary.core.store;
