package dev.tributary.measure;

/**
 * The room during one step of the time series.
 *
 * @param fromSeconds start of the step, run time
 * @param toSeconds end of the step
 * @param viewers viewers present at the end
 * @param stalledViewers of these, viewers waiting for media
 * @param peerBytes useful bytes from peers during the step
 * @param cdnBytes bytes that the CDN bills for the step, duplicates included
 */
public record SeriesPoint(
        double fromSeconds,
        double toSeconds,
        int viewers,
        int stalledViewers,
        long peerBytes,
        long cdnBytes) {}
