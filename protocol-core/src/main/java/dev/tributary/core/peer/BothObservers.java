package dev.tributary.core.peer;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;

/** Two observers of one peer; each sees everything, the first one first. */
record BothObservers(PeerObserver first, PeerObserver second) implements PeerObserver {
    @Override
    public void mediaReceived(
            long nowNanos, int link, Data data, MediaSource source, int useful, int duplicate) {
        first.mediaReceived(nowNanos, link, data, source, useful, duplicate);
        second.mediaReceived(nowNanos, link, data, source, useful, duplicate);
    }

    @Override
    public void mediaSent(long nowNanos, int link, Data data) {
        first.mediaSent(nowNanos, link, data);
        second.mediaSent(nowNanos, link, data);
    }

    @Override
    public void signalling(int bytes) {
        first.signalling(bytes);
        second.signalling(bytes);
    }

    @Override
    public void refused(long nowNanos, int link, Refusal reason) {
        first.refused(nowNanos, link, reason);
        second.refused(nowNanos, link, reason);
    }

    @Override
    public void receiverAccepted(long nowNanos, int link, int session, int subStream) {
        first.receiverAccepted(nowNanos, link, session, subStream);
        second.receiverAccepted(nowNanos, link, session, subStream);
    }

    @Override
    public void roomKnown(int sliceMillis) {
        first.roomKnown(sliceMillis);
        second.roomKnown(sliceMillis);
    }

    @Override
    public void firstFrame(long nowNanos) {
        first.firstFrame(nowNanos);
        second.firstFrame(nowNanos);
    }

    @Override
    public void stallBegan(long nowNanos) {
        first.stallBegan(nowNanos);
        second.stallBegan(nowNanos);
    }

    @Override
    public void stallEnded(long nowNanos, long lengthNanos) {
        first.stallEnded(nowNanos, lengthNanos);
        second.stallEnded(nowNanos, lengthNanos);
    }

    @Override
    public void skipped(long nowNanos, int from, int to, long mediaMillis) {
        first.skipped(nowNanos, from, to, mediaMillis);
        second.skipped(nowNanos, from, to, mediaMillis);
    }

    @Override
    public void sliceShown(long shownNanos, SliceHeader header) {
        first.sliceShown(shownNanos, header);
        second.sliceShown(shownNanos, header);
    }

    @Override
    public void emergencyLine(long nowNanos, long lineNanos, int slice, boolean requested) {
        first.emergencyLine(nowNanos, lineNanos, slice, requested);
        second.emergencyLine(nowNanos, lineNanos, slice, requested);
    }
}
