package dev.tributary.transport.player;

import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.Refusal;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import java.util.function.Consumer;

/** Keeps the {@link ViewerStatus} of a viewer; times are session nanoseconds. */
final class StatusWatch implements PeerObserver {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Consumer<SliceHeader> screen;
    private long peerBytes;
    private long cdnBytes;
    private long uploadedBytes;
    private final SliceLengths lengths = new SliceLengths();
    private int implausible;
    private int stalls;
    private boolean stalled;
    private long shownNanos;
    private SliceHeader shown;
    private SliceHeader newest;

    /** The consumer hears of each slice when the screen shows it. */
    StatusWatch(Consumer<SliceHeader> screen) {
        this.screen = screen;
    }

    @Override
    public void roomKnown(int sliceMillis) {
        lengths.expect(sliceMillis);
    }

    /** Returns whether slices are of another length than the room says. */
    boolean misfits() {
        return lengths.misfits();
    }

    @Override
    public void mediaReceived(
            long nowNanos, int link, Data data, MediaSource source, int useful, int duplicate) {
        lengths.heard(data.header());
        if (source == MediaSource.PEER) {
            peerBytes += useful;
        } else {
            cdnBytes += useful;
        }
    }

    @Override
    public void mediaSent(long nowNanos, int link, Data data) {
        uploadedBytes += data.payload().length();
    }

    @Override
    public void refused(long nowNanos, int link, Refusal reason) {
        implausible += reason == Refusal.IMPLAUSIBLE ? 1 : 0;
    }

    /** Returns how much of other viewers' media was refused as larger than the room allows. */
    int implausible() {
        return implausible;
    }

    @Override
    public void stallBegan(long nowNanos) {
        stalls++;
        stalled = true;
    }

    @Override
    public void stallEnded(long nowNanos, long lengthNanos) {
        stalled = false;
    }

    @Override
    public void sliceShown(long atNanos, SliceHeader header) {
        shownNanos = atNanos;
        shown = header;
        screen.accept(header);
    }

    /** A slice is ready to be shown. */
    void ready(SliceHeader header) {
        newest = header;
    }

    ViewerStatus status(long nowNanos, int links) {
        return new ViewerStatus(
                bufferMillis(nowNanos), peerBytes, cdnBytes, uploadedBytes, links, stalls, stalled);
    }

    private long bufferMillis(long nowNanos) {
        if (newest == null || shown == null || stalled) {
            return 0;
        }
        long screen = shown.dtsMillis() + (nowNanos - shownNanos) / NANOS_PER_MILLI;
        return Math.max(0, newest.endMillis() - screen);
    }
}
