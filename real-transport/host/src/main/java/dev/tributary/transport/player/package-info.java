/** The player's end: what a viewer plays, as HTTP-FLV that any player on this machine opens. */
package dev.tributary.transport.player;
