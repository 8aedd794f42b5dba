package dev.tributary.measure;

import dev.tributary.core.base.Time;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import java.util.Arrays;

/**
 * Measures one viewing session: the only definition of first frame, stall, latency and traffic,
 * used in the simulator and in production.
 *
 * <p>Times are session nanoseconds. Latency is the encoder's media time now minus the media time on
 * the screen, at the instant a slice appears (systems.md 1.2).
 */
public final class ViewerMeter implements PeerObserver {
    private static final long NONE = -1;

    private final long mediaAtStartNanos;
    private final Histogram latencyMillis;
    private final EncoderClock encoder;
    private final long[] useful = new long[MediaSource.values().length];
    private long peerDuplicate;
    private long cdnDuplicate;
    private long signalling;
    private long uploaded;
    private long uploadedEver;
    private long downloadedEver;
    private double uploadPerDownloadMax;
    private long watchedMillis;
    private long skippedMillis;
    private long stalledNanos;
    private long stallMaxNanos;
    private int stalls;
    private long stalledSinceNanos = NONE;
    private long firstFrameNanos = NONE;
    private double latencySum;
    private double latencyMax;
    private long shown;

    /**
     * Creates the meter of a session.
     *
     * @param mediaAtStartNanos the encoder's media time when the session began
     * @param room where latencies are collected, and what is known of the encoder's clock
     */
    public ViewerMeter(long mediaAtStartNanos, RoomMeter room) {
        this.mediaAtStartNanos = mediaAtStartNanos;
        latencyMillis = room.latencyMillis();
        encoder = room.encoderClock();
    }

    @Override
    public void mediaReceived(
            long nowNanos,
            int link,
            Data data,
            MediaSource source,
            int usefulBytes,
            int duplicate) {
        useful[source.ordinal()] += usefulBytes;
        downloadedEver += usefulBytes + duplicate;
        if (source == MediaSource.PEER) {
            peerDuplicate += duplicate;
        } else {
            cdnDuplicate += duplicate;
        }
    }

    @Override
    public void mediaSent(long nowNanos, int link, Data data) {
        uploaded += data.payload().length();
        uploadedEver += data.payload().length();
        if (downloadedEver > 0) {
            double ratio = (double) uploadedEver / downloadedEver;
            uploadPerDownloadMax = Math.max(uploadPerDownloadMax, ratio);
        }
    }

    @Override
    public void signalling(int bytes) {
        signalling += bytes;
    }

    @Override
    public void firstFrame(long nowNanos) {
        firstFrameNanos = nowNanos;
    }

    @Override
    public void stallBegan(long nowNanos) {
        stalledSinceNanos = nowNanos;
        stalls++;
    }

    @Override
    public void stallEnded(long nowNanos, long lengthNanos) {
        countStall(nowNanos);
        stalledSinceNanos = NONE;
    }

    private void countStall(long nowNanos) {
        long length = nowNanos - stalledSinceNanos;
        stalledNanos += length;
        stallMaxNanos = Math.max(stallMaxNanos, length);
    }

    @Override
    public void sliceShown(long shownNanos, SliceHeader header) {
        long mediaNow = mediaAtStartNanos + shownNanos;
        long encodedMillis = header.dtsMillis() + encoder.behindMillis(header.slice());
        long latency = mediaNow / Time.NANOS_PER_MILLI - encodedMillis;
        latencyMillis.add(latency);
        latencySum += latency;
        latencyMax = Math.max(latencyMax, (double) latency);
        shown++;
        watchedMillis += header.durationMillis();
    }

    /** What nobody waited for: before the first frame, nothing is missed. */
    @Override
    public void skipped(long nowNanos, int from, int to, long mediaMillis) {
        skippedMillis += firstFrameNanos == NONE ? 0 : mediaMillis;
    }

    /** Returns whether the viewer waits for media after its first frame. */
    public boolean stalled() {
        return stalledSinceNanos != NONE;
    }

    /** Forgets everything but the running session: the measured interval begins. */
    public void reset(long nowNanos) {
        Arrays.fill(useful, 0);
        peerDuplicate = 0;
        cdnDuplicate = 0;
        signalling = 0;
        uploaded = 0;
        watchedMillis = 0;
        skippedMillis = 0;
        stalledNanos = 0;
        stallMaxNanos = 0;
        stalls = stalled() ? 1 : 0;
        stalledSinceNanos = stalled() ? nowNanos : NONE;
        latencySum = 0;
        latencyMax = 0;
        shown = 0;
    }

    /** Returns the largest ratio of uploaded to downloaded bytes at any instant of the session. */
    public double uploadPerDownloadMax() {
        return uploadPerDownloadMax;
    }

    /** Returns the traffic since the last {@link #reset}. */
    public ByteCounts bytes() {
        return new ByteCounts(useful, peerDuplicate, cdnDuplicate, signalling, uploaded);
    }

    /**
     * Closes the session and returns what it measured.
     *
     * @param nowNanos session time of the end
     * @param joinedSeconds run time at which the session began
     */
    public ViewerRow row(
            int viewer, Capabilities capabilities, double joinedSeconds, long nowNanos) {
        if (stalled()) {
            countStall(nowNanos);
            stalledSinceNanos = nowNanos;
        }
        return new ViewerRow(
                viewer,
                capabilities,
                joinedSeconds,
                joinedSeconds + Time.seconds(nowNanos),
                bytes(),
                watchedMillis / 1e3,
                skippedMillis / 1e3,
                Time.seconds(stalledNanos),
                stalls,
                Time.seconds(stallMaxNanos),
                firstFrameNanos == NONE ? Double.NaN : Time.seconds(firstFrameNanos),
                shown == 0 ? Double.NaN : latencySum / shown / 1e3,
                latencyMax / 1e3);
    }
}
