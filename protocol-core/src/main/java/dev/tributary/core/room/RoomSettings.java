package dev.tributary.core.room;

import dev.tributary.core.base.Check;

/**
 * The configuration of one room, as the scheduler hands it to every viewer (get_link).
 *
 * @param system what the room runs, and its numbers
 * @param bitrateKbps nominal rate of the stream, kbit/s
 * @param trickleIce whether candidates travel one by one (RFC 8838) or with the offer
 * @param ipv6 whether IPv6 addresses are used at all
 * @param playout when slices are played
 * @param upload what a viewer may give
 */
public record RoomSettings(
        SystemSettings system,
        int bitrateKbps,
        boolean trickleIce,
        boolean ipv6,
        PlayoutSettings playout,
        UploadSettings upload) {
    /** Bytes of a chunk, the smallest unit that peers exchange (Douyu: 1 KB-scale). */
    public static final int CHUNK_BYTES = 1024;

    /** Chunks of a block, the unit that is hashed: a message of one block stays below 16 KiB. */
    public static final int BLOCK_CHUNKS = 15;

    /**
     * Time to reach the seed and the receiver, kept free of the window that a seed may fill: a
     * slice, which is passed on when it is whole, but no less and no more than this.
     */
    private static final int PUSH_MARGIN_MILLIS_MIN = 200;

    private static final int PUSH_MARGIN_MILLIS_MAX = 1_000;

    /** Checks the ranges. */
    public RoomSettings {
        Check.range("bitrateKbps", bitrateKbps, 8, 1_000_000);
    }

    /** Returns whether the room uses peers at all. */
    public boolean peering() {
        return system.profile().peering();
    }

    /** Returns the sub-stream, {@code 0..N-1}, of a slice. */
    public int subStream(int slice) {
        return layout().subStream(slice);
    }

    /** Returns how the stream is cut. */
    public MediaLayout layout() {
        return system.layout();
    }

    /** Returns how long after its publication a slice may travel between peers, milliseconds. */
    public int peerWindowMillis() {
        return playout.bufferMillis() - playout.emergencyWindowMillis();
    }

    /** Returns the cap on uploaded over downloaded bytes of a viewer, per cent; 0 = none. */
    public int uploadPerDownloadPercent() {
        int own = system.profile().uploadPerDownloadPercent();
        int given = upload.uploadPerDownloadPercent();
        return own == 0 || given == 0 ? Math.max(own, given) : Math.min(own, given);
    }

    /**
     * Returns how much of the peer window is kept for a pushed slice to get there, milliseconds.
     */
    public int pushMarginMillis() {
        int slice = layout().sliceMillis();
        return Math.max(PUSH_MARGIN_MILLIS_MIN, Math.min(PUSH_MARGIN_MILLIS_MAX, slice));
    }

    /**
     * Returns how many receivers a viewer with this uplink can push one sub-stream to.
     *
     * <p>Two limits: the mean rate, {@code budget * uplink / (r / N)}, and the burst: a sub-stream
     * is a whole slice every N slices, and all receivers need it within the peer window.
     */
    public int fanOut(int uplinkKbps) {
        long perMille = (long) uplinkKbps * 1_000;
        long byRate =
                perMille
                        * upload.budgetPercent()
                        * layout().subStreams()
                        / (100_000L * bitrateKbps);
        long windowMillis = Math.max(0, peerWindowMillis() - pushMarginMillis());
        long byWindow = perMille * windowMillis / (1_000L * layout().sliceMillis() * bitrateKbps);
        long fanOut = Math.min(upload.fanOutMax(), Math.min(byRate, byWindow));
        if (uploadPerDownloadPercent() > 0) {
            long byCap = (long) uploadPerDownloadPercent() * layout().subStreams() / 100;
            fanOut = Math.min(fanOut, byCap);
        }
        return (int) fanOut;
    }
}
