package dev.tributary.core.peer;

import dev.tributary.core.room.MediaSource;

/** The bytes of media that came and went: what the upload cap and the tracker's reports go by. */
final class Ledger {
    private final int capPercent;
    private long uploaded;
    private long downloaded;
    private long peerBytes;
    private long cdnBytes;
    private long emergencyBytes;
    private long uploadedBefore;

    /** Creates an empty ledger; uploads are at most {@code capPercent} of downloads, 0 = no cap. */
    Ledger(int capPercent) {
        this.capPercent = capPercent;
    }

    /** Media came: so many bytes of it were new, so many were paid for. */
    void received(MediaSource source, int useful, int bytes) {
        downloaded += bytes;
        if (source == MediaSource.PEER) {
            peerBytes += useful;
        } else {
            cdnBytes += useful;
            emergencyBytes += source == MediaSource.CDN_EMERGENCY ? useful : 0;
        }
    }

    void sent(int bytes) {
        uploaded += bytes;
    }

    /** Returns whether so many bytes more would be more than the cap allows. */
    boolean overCap(int bytes) {
        return capPercent > 0 && (uploaded + bytes) * 100 > downloaded * capPercent;
    }

    long peerBytes() {
        return peerBytes;
    }

    long cdnBytes() {
        return cdnBytes;
    }

    /** Returns the part of {@link #cdnBytes} that was asked for at the last moment. */
    long emergencyBytes() {
        return emergencyBytes;
    }

    long uploadedBytes() {
        return uploaded - uploadedBefore;
    }

    /** Begins the sums of the next report. */
    void startPeriod() {
        peerBytes = 0;
        cdnBytes = 0;
        emergencyBytes = 0;
        uploadedBefore = uploaded;
    }
}
