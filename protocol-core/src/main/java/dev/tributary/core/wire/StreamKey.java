package dev.tributary.core.wire;

/**
 * Names a stream: 16 bytes, chosen by the platform.
 *
 * @param high first eight bytes
 * @param low last eight bytes
 */
public record StreamKey(long high, long low) {}
