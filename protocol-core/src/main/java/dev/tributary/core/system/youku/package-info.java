/**
 * Youku (seed 001): chunks dealt to neighbours like cards, the CDN below five seconds of buffer,
 * and a share of the viewers, chosen by themselves, for chunks that nobody near has.
 */
package dev.tributary.core.system.youku;
