package dev.tributary.core.room;

import dev.tributary.core.base.Check;

/**
 * What a viewer may give.
 *
 * @param fanOutMax receivers of pushed sub-streams per viewer
 * @param budgetPercent share of the usable uplink that fan-out may fill, 1..100
 * @param uploadPerDownloadPercent cap on uploaded bytes over downloaded bytes of a session (100 =
 *     Bilibili's 1:1), 0 = no cap
 * @param frameChunks chunks per DATA message, whole blocks; 15 keeps a message below 16 KiB
 *     (systems.md 12.1)
 */
public record UploadSettings(
        int fanOutMax, int budgetPercent, int uploadPerDownloadPercent, int frameChunks) {
    /** Half of the links that a viewer keeps; the rest are its own providers and backups. */
    public static final int FAN_OUT_LIMIT = 32;

    /** Checks the ranges. */
    public UploadSettings {
        Check.range("fanOutMax", fanOutMax, 0, FAN_OUT_LIMIT);
        Check.range("budgetPercent", budgetPercent, 1, 100);
        Check.range("uploadPerDownloadPercent", uploadPerDownloadPercent, 0, 10_000);
        Check.range("frameChunks", frameChunks, RoomSettings.BLOCK_CHUNKS, 65_535);
        Check.that(
                frameChunks % RoomSettings.BLOCK_CHUNKS == 0, "a message of media is whole blocks");
    }

    /** systems.md 2.3: fan-out at most 12, 80 % of the uplink. */
    public static UploadSettings defaults() {
        return new UploadSettings(12, 80, 0, 15);
    }
}
