/** The origin: takes live FLV, cuts and seals it, and serves it to the edges. */
package dev.tributary.transport.origin;
