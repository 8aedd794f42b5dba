package dev.tributary.transport.journal;

import dev.tributary.core.base.Time;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.LinkEnds;
import dev.tributary.core.testkit.LinkEnds.End;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.testkit.StandingStream;
import dev.tributary.core.testkit.Timeline;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.StreamKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A room of journaled machines with media of real bytes: an edge that publishes a slice a second, a
 * tracker, and viewers whose links take a little, and sometimes lose their minds.
 */
final class Room implements TrackerOutput {
    static final StreamKey STREAM = new StreamKey(7, 8);
    private static final long MILLI = Time.NANOS_PER_MILLI;
    private static final long SECOND = Time.NANOS_PER_SECOND;
    private static final Payload SECRET =
            Payload.of("this-token-is-secret".getBytes(StandardCharsets.US_ASCII));

    private final Timeline time = new Timeline();
    private final SplittableRandom random = new SplittableRandom(11);
    private final TrackerJournal tracker;
    private final RoomSettings settings;
    final List<Node> nodes = new ArrayList<>();
    private int newest = 20;

    /** Makes one viewer in so many messages send forged media; 0 = none. */
    int forgeries;

    Room(JournalWriter trackerJournal) {
        settings = Settings.douyu().subStreams(3).build();
        tracker =
                new TrackerJournal(
                        TrackerConfig.defaults(), 5, this, TrackerObserver.NONE, trackerJournal);
        tracker.input(0, TrackerInput.OPEN_ROOM, 0, new TrackerInput.Opening(STREAM, settings));
        time.at(SECOND, this::publish);
    }

    Node join(JournalWriter journal) {
        Node node = new Node(nodes.size(), journal);
        nodes.add(node);
        node.peer.input(node.age(), PeerInput.PLAY);
        return node;
    }

    private long soon() {
        return (5 + random.nextInt(30)) * MILLI + random.nextInt(1_000_000);
    }

    private void publish() {
        newest++;
        for (Node node : nodes) {
            if (node.wants(newest)) {
                node.fromEdge(0, newest, 0, 0);
            }
        }
        time.after(SECOND, this::publish);
    }

    /** Runs until a moment. */
    void until(double seconds) {
        time.until(seconds, this::deadline, this::serveDeadlines);
    }

    private long deadline() {
        long due = tracker.nextDeadlineNanos();
        for (Node node : nodes) {
            long wanted = node.peer.nextDeadlineNanos();
            due = wanted == Time.NEVER ? due : Math.min(due, wanted + node.born);
        }
        return due;
    }

    private void serveDeadlines() {
        if (tracker.nextDeadlineNanos() <= time.now()) {
            tracker.input(time.now(), TrackerInput.TIMER, 0, null);
        }
        for (Node node : nodes) {
            if (node.peer.nextDeadlineNanos() <= node.age()) {
                node.peer.input(node.age(), PeerInput.TIMER);
            }
        }
    }

    /** Closes all journals. */
    void close() {
        nodes.forEach(node -> node.peer.close());
        tracker.close();
    }

    int viewers() {
        return tracker.viewers();
    }

    @Override
    public void send(int connection, Message message) {
        Node node = nodes.get(connection);
        time.after(
                20 * MILLI,
                () -> node.peer.input(node.age(), PeerInput.TRACKER_MESSAGE, 0, message));
    }

    @Override
    public void checkToken(int ticket, Join join) {
        boolean valid = join.token().equals(SECRET);
        time.after(
                soon(),
                () ->
                        tracker.input(
                                time.now(),
                                TrackerInput.TOKEN_CHECKED,
                                ticket,
                                new TrackerInput.Verdict(valid, RoomContent.hash(9))));
    }

    @Override
    public void close(int connection) {
        Node node = nodes.get(connection);
        time.after(20 * MILLI, () -> node.peer.input(node.age(), PeerInput.TRACKER_DOWN));
    }

    /** A viewer and its host. */
    final class Node implements PeerOutput {
        final int number;
        final long born = time.now();
        final PeerJournal peer;
        long mediaBytes;
        int played;
        private final LinkEnds<Node> ends = new LinkEnds<>(this);
        private final StandingStream stream = new StandingStream();

        Node(int number, JournalWriter journal) {
            this.number = number;
            Capabilities can =
                    new Capabilities(
                            NatType.FULL_CONE, false, Access.WIRED, Device.PC, 20_000, 1, 1);
            PeerId id = new PeerId(0x5345435245542121L, number);
            PeerConfig config = new PeerConfig(STREAM, id, can, RoomContent.hash(9), number);
            peer = new PeerJournal(config, this, PeerObserver.NONE, journal);
        }

        long age() {
            return time.now() - born;
        }

        void leave() {
            peer.input(age(), PeerInput.LEAVE);
        }

        private void later(Runnable what) {
            time.after(soon(), what);
        }

        boolean wants(int slice) {
            return stream.wants(slice, settings.subStream(slice));
        }

        void fromEdge(int request, int slice, int first, int count) {
            int end = count == 0 ? RoomContent.header(slice).chunks() : first + count;
            for (int at = first; at < end; at += 60) {
                Data data = RoomContent.media(slice, at, Math.min(60, end - at));
                later(() -> peer.input(age(), PeerInput.EDGE_DATA, request, data));
            }
        }

        @Override
        public void askScheduler(GetLink question) {
            LinkAnswer answer = new LinkAnswer(0, SECRET, RoomContent.hash(4), settings);
            later(() -> peer.input(age(), PeerInput.LINK_ANSWER, 0, answer));
        }

        @Override
        public void fetchIndex() {
            List<SliceHeader> headers = new ArrayList<>();
            for (int s = newest - 19; s <= newest; s++) {
                headers.add(RoomContent.header(s));
            }
            later(() -> peer.input(age(), PeerInput.INDEX, 0, new Index(headers)));
        }

        @Override
        public void openTracker(int which) {
            later(
                    () -> {
                        tracker.input(time.now(), TrackerInput.DISCONNECTED, number, null);
                        tracker.input(
                                time.now(), TrackerInput.CONNECTED, number, RoomContent.ADDRESS);
                        peer.input(age(), PeerInput.TRACKER_UP);
                    });
        }

        @Override
        public void toTracker(Message message) {
            time.after(
                    20 * MILLI,
                    () -> tracker.input(time.now(), TrackerInput.CLIENT_MESSAGE, number, message));
        }

        @Override
        public void closeTracker() {
            later(() -> tracker.input(time.now(), TrackerInput.DISCONNECTED, number, null));
        }

        @Override
        public void streamFromEdge(int subStreams, int fromSlice) {
            int added = stream.change(subStreams, fromSlice);
            for (int s = fromSlice; s <= newest; s++) {
                if ((added & 1 << settings.subStream(s)) != 0) {
                    fromEdge(0, s, 0, 0);
                }
            }
        }

        @Override
        public void fetchFromEdge(
                int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {
            if (slice > newest) {
                later(() -> peer.input(age(), PeerInput.EDGE_FAILED, request, null));
            } else {
                fromEdge(request, slice, firstChunk, chunkCount);
            }
        }

        @Override
        public void verify(int check, Data data, Seal seal, boolean signature) {
            boolean genuine = data.payload().at(0) == (byte) data.header().slice();
            time.after(2 * MILLI, () -> peer.input(age(), PeerInput.VERIFIED, check, genuine));
        }

        @Override
        public void dial(int link, boolean trickle) {
            End<Node> end = ends.dial(link);
            int code = 1_000_000 + number * 1_000 + ends.offered() - 1;
            signal(end, SignalKind.OFFER, RoomContent.description("" + code));
            signal(end, SignalKind.END_OF_CANDIDATES, Payload.ofLength(0));
        }

        private void signal(End<Node> end, SignalKind kind, Payload blob) {
            Runnable made =
                    () -> {
                        if (!end.closed()) {
                            peer.input(
                                    age(),
                                    PeerInput.LOCAL_SIGNAL,
                                    end.link(),
                                    new LocalSignal(kind, blob));
                        }
                    };
            time.after(MILLI, made);
        }

        @Override
        public void answer(int link, boolean trickle, Payload offer) {
            int code = RoomContent.code(offer) - 1_000_000;
            End<Node> far = nodes.get(code / 1_000).ends.offer(code % 1_000);
            End<Node> end = ends.answer(link, far);
            signal(end, SignalKind.ANSWER, RoomContent.description("answer"));
        }

        @Override
        public void remoteSignal(int link, SignalKind kind, Payload blob) {
            End<Node> end = ends.get(link);
            if (kind == SignalKind.ANSWER && end.other() != null) {
                linkUp(end);
                linkUp(end.other());
            }
        }

        private static void linkUp(End<Node> end) {
            end.host()
                    .later(
                            () -> {
                                if (!end.closed()) {
                                    end.host()
                                            .peer
                                            .input(
                                                    end.host().age(),
                                                    PeerInput.LINK_UP,
                                                    end.link(),
                                                    65_535);
                                }
                            });
        }

        @Override
        public void send(int link, Message message) {
            End<Node> far = ends.get(link).other();
            Message said = message;
            if (message instanceof Data data) {
                mediaBytes += data.payload().length();
                said =
                        forgeries > 0 && random.nextInt(forgeries) == 0
                                ? RoomContent.forged(data)
                                : data;
            }
            Message sent = said;
            // All in order: the same delay for everything.
            time.after(
                    15 * MILLI,
                    () -> {
                        if (!far.closed()) {
                            far.host()
                                    .peer
                                    .input(
                                            far.host().age(),
                                            PeerInput.LINK_MESSAGE,
                                            far.link(),
                                            sent);
                        }
                    });
        }

        @Override
        public void close(int link, CloseReason reason) {
            End<Node> far = ends.close(link);
            if (far != null) {
                later(() -> down(far, reason));
            }
        }

        private static void down(End<Node> end, CloseReason reason) {
            if (!end.closed()) {
                end.host().ends.close(end.link());
                end.host().peer.input(end.host().age(), PeerInput.LINK_DOWN, end.link(), reason);
            }
        }

        @Override
        public void play(SliceHeader header, Payload payload) {
            played++;
        }
    }
}
