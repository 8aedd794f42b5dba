package dev.tributary.measure;

/**
 * The sharing ratio that no protocol could exceed in the measured room.
 *
 * @param sharingRatioMax upper bound, 0..1
 * @param limitedBy what sets it, in words
 */
public record Bound(double sharingRatioMax, String limitedBy) {}
