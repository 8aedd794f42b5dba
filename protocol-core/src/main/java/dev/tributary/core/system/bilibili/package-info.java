/**
 * Bilibili (seed 003): segments in blocks of 60 KB, asked for and answered without state; who takes
 * which blocks from the CDN is settled by a market of dice, and nobody uploads more than it got.
 */
package dev.tributary.core.system.bilibili;
