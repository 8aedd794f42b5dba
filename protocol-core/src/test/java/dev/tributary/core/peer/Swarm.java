package dev.tributary.core.peer;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.LinkEnds;
import dev.tributary.core.testkit.LinkEnds.End;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.StandingStream;
import dev.tributary.core.testkit.Timeline;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.Tracker;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some viewers, one real tracker and a scripted edge: messages are shuttled with fixed delays until
 * nothing is left to do, deadlines are served when they fall due. No network, no losses.
 */
final class Swarm implements TrackerOutput {
    private static final long HALF_RTT = 20 * Rooms.MILLI;
    private static final Payload NOTHING = Payload.ofLength(0);
    private static final TrackerConfig CONFIG =
            TrackerConfig.defaults().withSignals(SignalRule.OPAQUE);

    private final Timeline time = new Timeline();
    private final RoomSettings settings;
    private Tracker tracker;
    final List<Node> nodes = new ArrayList<>();

    /** How long the edge takes to answer a fetch. */
    long edgeDelay = 100 * Rooms.MILLI;

    /** Whether links carry nothing. */
    boolean cut;

    boolean trackerDown;

    /** What links take; a message of a whole slice, unless the test says less. */
    int messageBytesMax = Integer.MAX_VALUE;

    /** How long it takes to verify media. */
    long verifyDelay;

    /** Forged media that was played, or sent on by who does not forge. */
    final List<String> tainted = new ArrayList<>();

    private int newest = 20;

    Swarm(RoomSettings settings) {
        this.settings = settings;
        openTracker();
        time.at(Rooms.SECOND, this::publish);
    }

    private void openTracker() {
        tracker = new Tracker(CONFIG, Systems.all(), new Rng(5), this, TrackerObserver.NONE);
        tracker.openRoom(time.now(), Rooms.STREAM, settings);
    }

    /** The tracker loses all it knew, and every connection. */
    void restartTracker() {
        openTracker();
        for (Node node : nodes) {
            node.later(HALF_RTT, () -> node.peer.onTrackerDown(node.age()));
        }
    }

    Node join() {
        Node node = new Node(nodes.size());
        nodes.add(node);
        node.peer.onPlay(node.age());
        return node;
    }

    private void publish() {
        newest++;
        for (Node node : nodes) {
            if (node.wants(newest)) {
                node.fromEdge(0, newest, 0, 0, true, HALF_RTT);
            }
        }
        time.after(Rooms.SECOND, this::publish);
    }

    /** Runs until a moment. */
    void until(double seconds) {
        time.until(seconds, this::deadline, this::serveDeadlines);
    }

    private long deadline() {
        long due = tracker.nextDeadlineNanos();
        for (Node node : nodes) {
            if (node.peer.nextDeadlineNanos() != Time.NEVER) {
                due = Math.min(due, node.peer.nextDeadlineNanos() + node.born);
            }
        }
        return due;
    }

    private void serveDeadlines() {
        if (tracker.nextDeadlineNanos() <= time.now()) {
            tracker.onTimer(time.now());
        }
        for (Node node : nodes) {
            if (node.peer.nextDeadlineNanos() <= node.age()) {
                node.peer.onTimer(node.age());
            }
        }
    }

    @Override
    public void send(int connection, Message message) {
        Node node = nodes.get(connection);
        node.later(HALF_RTT, () -> node.peer.onTrackerMessage(node.age(), message));
    }

    @Override
    public void checkToken(int ticket, Join join) {
        time.at(time.now(), () -> tracker.onTokenChecked(time.now(), ticket, true, NOTHING));
    }

    @Override
    public void close(int connection) {
        Node node = nodes.get(connection);
        node.later(HALF_RTT, () -> node.peer.onTrackerDown(node.age()));
    }

    /** Honest media of this world is all zeros. */
    private static boolean forged(Payload payload) {
        for (int i = 0; i < payload.length(); i += RoomSettings.CHUNK_BYTES) {
            if (payload.at(i) != 0) {
                return true;
            }
        }
        return false;
    }

    private static Data forge(Data data) {
        byte[] bytes = new byte[data.payload().length()];
        Arrays.fill(bytes, (byte) 1);
        return new Data(
                data.header(),
                data.firstChunk(),
                data.chunkCount(),
                data.hop(),
                data.seal(),
                Payload.of(bytes));
    }

    /** A viewer and its host. */
    final class Node extends RecordingOutput implements PeerObserver {
        final int number;
        final long born = time.now();
        final Peer peer;
        final List<String> stalls = new ArrayList<>();
        final List<Refusal> refused = new ArrayList<>();
        final long[] useful = new long[MediaSource.values().length];
        long duplicate;
        private final LinkEnds<Node> ends = new LinkEnds<>(this);
        boolean forger;
        private final StandingStream stream = new StandingStream();

        Node(int number) {
            this.number = number;
            peer = new Peer(Rooms.config(number), Systems.all(), this, this);
        }

        long age() {
            return time.now() - born;
        }

        void later(long delay, Runnable what) {
            time.after(delay, what);
        }

        void leave() {
            peer.onLeave(age());
        }

        /** Returns useful bytes from viewers. */
        long fromPeers() {
            return useful[MediaSource.PEER.ordinal()];
        }

        /** Returns how many links are up at this end. */
        int links() {
            return ends.up();
        }

        boolean wants(int slice) {
            return stream.wants(slice, settings.subStream(slice));
        }

        void fromEdge(int request, int slice, int first, int count, boolean seal, long delay) {
            SliceHeader h = Rooms.header(slice);
            int chunks = count == 0 ? h.chunks() - first : count;
            Data data = Puller.data(h, first, chunks, 0, seal || first == 0);
            later(delay, () -> peer.onEdgeData(age(), request, data));
        }

        @Override
        public void askScheduler(GetLink question) {
            later(HALF_RTT, () -> peer.onLinkAnswer(age(), Rooms.answer(settings)));
        }

        @Override
        public void fetchIndex() {
            later(HALF_RTT, () -> peer.onIndex(age(), Rooms.index(newest - 19, newest)));
        }

        @Override
        public void openTracker(int which) {
            if (trackerDown) {
                later(HALF_RTT, () -> peer.onTrackerDown(age()));
                return;
            }
            later(
                    HALF_RTT,
                    () -> {
                        tracker.onDisconnected(time.now(), number);
                        tracker.onConnected(time.now(), number, NOTHING);
                        peer.onTrackerUp(age());
                    });
        }

        @Override
        public void toTracker(Message message) {
            super.toTracker(message);
            later(HALF_RTT, () -> tracker.onMessage(time.now(), number, message));
        }

        @Override
        public void closeTracker() {
            later(HALF_RTT, () -> tracker.onDisconnected(time.now(), number));
        }

        @Override
        public void streamFromEdge(int subStreams, int fromSlice) {
            super.streamFromEdge(subStreams, fromSlice);
            int added = stream.change(subStreams, fromSlice);
            for (int s = fromSlice; s <= newest; s++) {
                if ((added & 1 << settings.subStream(s)) != 0) {
                    fromEdge(0, s, 0, 0, true, edgeDelay);
                }
            }
        }

        @Override
        public void fetchFromEdge(
                int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {
            super.fetchFromEdge(request, slice, firstChunk, chunkCount, sealWanted);
            if (slice > newest) {
                later(edgeDelay, () -> peer.onEdgeFailed(age(), request));
            } else {
                fromEdge(request, slice, firstChunk, chunkCount, sealWanted, edgeDelay);
            }
        }

        @Override
        public void verify(int check, Data data, Seal seal, boolean signature) {
            later(verifyDelay, () -> peer.onVerified(age(), check, !forged(data.payload())));
        }

        @Override
        public void play(SliceHeader header, Payload payload) {
            super.play(header, payload);
            if (forged(payload)) {
                tainted.add(number + " plays " + header.slice());
            }
        }

        @Override
        public void dial(int link, boolean trickle) {
            super.dial(link, trickle);
            End<Node> end = ends.dial(link);
            signal(end, SignalKind.OFFER, (number << 16) + ends.offered());
            if (trickle) {
                signal(end, SignalKind.CANDIDATE, 1);
            }
        }

        private void signal(End<Node> end, SignalKind kind, int content) {
            byte[] blob = {
                (byte) (content >>> 16), (byte) (content >>> 8), (byte) content, (byte) 0
            };
            Runnable made =
                    () -> {
                        if (!end.closed()) {
                            peer.onLocalSignal(age(), end.link(), kind, Payload.of(blob));
                        }
                    };
            later(Rooms.MILLI, made);
        }

        @Override
        public void answer(int link, boolean trickle, Payload offer) {
            super.answer(link, trickle, offer);
            byte[] blob = new byte[offer.length()];
            offer.copyTo(blob, 0);
            int nth = ((blob[1] & 255) << 8) + (blob[2] & 255) - 1;
            End<Node> far = nodes.get(blob[0]).ends.offer(nth);
            End<Node> end = ends.answer(link, far);
            signal(end, SignalKind.ANSWER, 1);
        }

        @Override
        public void remoteSignal(int link, SignalKind kind, Payload blob) {
            super.remoteSignal(link, kind, blob);
            End<Node> end = ends.get(link);
            if (kind == SignalKind.ANSWER && end.other() != null) {
                linkUp(end);
                linkUp(end.other());
            }
        }

        private void linkUp(End<Node> end) {
            Node host = end.host();
            host.later(
                    HALF_RTT,
                    () -> {
                        if (!end.closed()) {
                            host.peer.onLinkUp(host.age(), end.link(), messageBytesMax);
                        }
                    });
        }

        @Override
        public void send(int link, Message message) {
            super.send(link, message);
            End<Node> far = ends.get(link).other();
            if (cut) {
                return;
            }
            if (message instanceof Data data && forged(data.payload())) {
                tainted.add(number + " passes on " + data.header().slice());
            }
            Message said = forger && message instanceof Data data ? forge(data) : message;
            far.host()
                    .later(
                            HALF_RTT,
                            () -> {
                                if (!far.closed()) {
                                    far.host().peer.onMessage(far.host().age(), far.link(), said);
                                }
                            });
        }

        @Override
        public void close(int link, CloseReason reason) {
            super.close(link, reason);
            End<Node> far = ends.close(link);
            if (far != null && !cut) {
                far.host().later(HALF_RTT, () -> down(far, reason));
            }
        }

        private static void down(End<Node> end, CloseReason reason) {
            if (!end.closed()) {
                end.host().ends.close(end.link());
                end.host().peer.onLinkDown(end.host().age(), end.link(), reason);
            }
        }

        @Override
        public void mediaReceived(
                long nowNanos, int link, Data data, MediaSource source, int bytes, int again) {
            useful[source.ordinal()] += bytes;
            duplicate += again;
        }

        @Override
        public void refused(long nowNanos, int link, Refusal reason) {
            refused.add(reason);
        }

        @Override
        public void stallBegan(long nowNanos) {
            stalls.add("at " + nowNanos / Rooms.MILLI);
        }
    }
}
