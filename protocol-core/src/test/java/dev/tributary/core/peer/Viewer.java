package dev.tributary.core.peer;

import static dev.tributary.core.testkit.Rooms.MILLI;
import static dev.tributary.core.testkit.Rooms.SECOND;

import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Hello;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One peer whose whole surroundings a test plays: nothing happens that the test did not say, except
 * that the timer is served exactly when asked for.
 */
final class Viewer implements PeerObserver {
    final RecordingOutput output = new RecordingOutput();
    final List<String> seen = new ArrayList<>();
    final List<Refusal> refused = new ArrayList<>();
    final Peer peer;
    final RoomSettings settings;
    long now;

    /** Useful bytes so far. */
    long peerBytes;

    long edgeBytes;

    /** Which media is not the origin's. */
    Predicate<Data> forged = data -> false;

    /** Which media is sealed with a key that the host does not know. */
    Predicate<Data> strange = data -> false;

    /** What a test says of a slice that is missing at its line: whether the edge was asked. */
    interface AtLine {
        void missing(int slice, boolean requested);
    }

    AtLine atLine = (slice, requested) -> {};

    /** What links take; a message of a whole slice, unless the test says less. */
    int messageBytesMax = Integer.MAX_VALUE;

    /** Whether the test answers checks itself. */
    boolean late;

    Viewer(RoomSettings settings) {
        this(settings, Rooms.config(1));
    }

    Viewer(RoomSettings settings, PeerConfig config) {
        this.settings = settings;
        peer = new Peer(config, Systems.all(), output, this);
    }

    /** Joins with slices 1..20 published; slice 11 is the first to be shown. */
    Viewer joined() {
        peer.onPlay(now);
        peer.onLinkAnswer(now, Rooms.answer(settings));
        peer.onIndex(now, Rooms.index(1, 20));
        peer.onTrackerUp(now);
        tracker(new JoinOk(100, 3_600_000));
        return this;
    }

    /** As {@link #joined}, with the start-up buffer here: slice 11 appears now. */
    Viewer watching() {
        joined();
        for (int s = 11; s <= 20; s++) {
            edge(s);
        }
        return this;
    }

    /** The edge's index names the slices up to this one. */
    void published(int newest) {
        peer.onIndex(now, Rooms.index(1, newest));
    }

    /** As {@link #watching}, with 201 for sub-stream 1 on link 0, and 202 for 2 on link 1. */
    void linked() {
        watching();
        assign(0, new Slot(1, 201, 202), new Slot(2, 202, 201));
        up(0, 201);
        up(1, 202);
        output.clear();
    }

    /** Returns the checks that wait for an answer. */
    List<Integer> asked() {
        return List.copyOf(output.checks.keySet());
    }

    /** Answers a check. */
    void answer(int check, boolean genuine) {
        output.checks.remove(check);
        peer.onVerified(now, check, genuine);
    }

    void tracker(Message message) {
        peer.onTrackerMessage(now, message);
    }

    void assign(int own, Slot... slots) {
        tracker(new Assign(own, List.of(slots)));
    }

    /** Brings a dialed link up; the far side is a viewer of the same room. */
    void up(int link, int session) {
        peer.onLinkUp(now, link, messageBytesMax);
        message(link, new Hello(Rooms.STREAM, session, 65_535));
    }

    /** Another viewer offers, and the link comes up. */
    void offered(int link, int session) {
        tracker(new Signal(session, 1, SignalKind.OFFER, Payload.ofLength(10)));
        up(link, session);
    }

    void message(int link, Message message) {
        peer.onMessage(now, link, message);
        verify();
    }

    void edge(int slice) {
        edge(0, Rooms.whole(slice, 0));
    }

    void edge(int request, Data data) {
        peer.onEdgeData(now, request, data);
        verify();
    }

    /** Answers every check. */
    private void verify() {
        while (!late && !output.checks.isEmpty()) {
            int check = output.checks.keySet().iterator().next();
            Data data = output.checks.remove(check);
            if (strange.test(data)) {
                peer.onUnknownKey(now, check);
            } else {
                peer.onVerified(now, check, !forged.test(data));
            }
        }
    }

    void peerSends(int link, int slice) {
        message(link, Rooms.whole(slice, 1));
    }

    /** Lets time pass until a moment, milliseconds; every deadline on the way is served. */
    void until(long millis) {
        long end = millis * MILLI;
        int calls = 0;
        while (peer.nextDeadlineNanos() <= end) {
            if (peer.nextDeadlineNanos() <= now && ++calls > 3) {
                throw new AssertionError("the peer wants its timer again and again at " + now);
            }
            calls = peer.nextDeadlineNanos() > now ? 0 : calls;
            now = Math.max(now, peer.nextDeadlineNanos());
            peer.onTimer(now);
        }
        now = end;
    }

    /** Every second the slice that is then published comes from wherever it should. */
    interface Source {
        /** Called at the second in which the slice is published. */
        void publish(int slice);
    }

    /** Lets seconds pass, each with a new slice; 21 is published in the first second. */
    void live(int fromSecond, int toSecond, Source source) {
        for (int second = fromSecond; second <= toSecond; second++) {
            until(second * SECOND / MILLI);
            source.publish(20 + second);
        }
    }

    private void saw(String what) {
        seen.add(what);
    }

    @Override
    public void mediaReceived(
            long nowNanos, int link, Data data, MediaSource source, int useful, int duplicate) {
        peerBytes += source == MediaSource.PEER ? useful : 0;
        edgeBytes += source == MediaSource.PEER ? 0 : useful;
    }

    @Override
    public void emergencyLine(long nowNanos, long lineNanos, int slice, boolean requested) {
        atLine.missing(slice, requested);
    }

    @Override
    public void refused(long nowNanos, int link, Refusal reason) {
        refused.add(reason);
    }

    @Override
    public void receiverAccepted(long nowNanos, int link, int session, int subStream) {
        saw("receiver " + session + " of " + subStream);
    }

    @Override
    public void firstFrame(long nowNanos) {
        saw("first frame at " + nowNanos / MILLI);
    }

    @Override
    public void stallBegan(long nowNanos) {
        saw("stall at " + nowNanos / MILLI);
    }

    @Override
    public void stallEnded(long nowNanos, long lengthNanos) {
        saw("moves at " + nowNanos / MILLI + " after " + lengthNanos / MILLI);
    }

    @Override
    public void skipped(long nowNanos, int from, int to, long mediaMillis) {
        saw("skipped " + from + " to " + to);
    }

    @Override
    public void sliceShown(long shownNanos, SliceHeader header) {
        saw("shown " + header.slice() + " at " + shownNanos / MILLI);
    }
}
