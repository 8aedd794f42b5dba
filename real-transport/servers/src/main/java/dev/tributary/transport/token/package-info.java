/** Admission to a room: tokens that a platform mints and a tracker checks (reliability.md T4). */
package dev.tributary.transport.token;
