/**
 * Douyu's sub-streams: a viewer takes one from the CDN and gets the others from providers that the
 * tracker plans.
 */
package dev.tributary.core.system.substream;
