package dev.tributary.core.wire;

/**
 * Lasting identity of a viewer, 16 random bytes; only the tracker sees it.
 *
 * @param high first eight bytes
 * @param low last eight bytes
 */
public record PeerId(long high, long low) {}
