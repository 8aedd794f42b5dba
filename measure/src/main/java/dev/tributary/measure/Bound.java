package dev.tributary.measure;

/**
 * The largest sharing ratio that the measured room, its settings and its paths allow.
 *
 * @param sharingRatioMax upper bound, 0..1
 * @param limitedBy what sets most of it, in the words of docs/models.md
 */
public record Bound(double sharingRatioMax, String limitedBy) {}
