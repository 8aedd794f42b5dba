/**
 * The screen of one viewer: where it begins, what it shows when, how far behind the live edge it
 * stays, and by when each slice must be here. It asks nobody for anything and knows no other
 * viewer.
 */
package dev.tributary.core.playout;
