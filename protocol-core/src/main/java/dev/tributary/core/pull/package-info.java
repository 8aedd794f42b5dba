/**
 * What a viewer that pulls keeps in mind: the slices that exist, who says to have which piece, what
 * was asked of whom and how that went. It sends nothing.
 */
package dev.tributary.core.pull;
