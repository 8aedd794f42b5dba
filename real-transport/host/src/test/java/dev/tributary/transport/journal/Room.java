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
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.StreamKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A room of journaled machines with media of real bytes: an edge that publishes a slice a second, a
 * tracker, and viewers whose links take a little, and sometimes lose their minds.
 */
final class Room implements TrackerOutput {
    static final StreamKey STREAM = new StreamKey(7, 8);
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int SLICE_BYTES = 312_500;
    private static final Payload SECRET =
            Payload.of("this-token-is-secret".getBytes(StandardCharsets.US_ASCII));
    private static final Payload ADDRESS = Payload.of(new byte[] {(byte) 203, 0, 113, 7});

    private record Event(long at, long order, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    (a, b) ->
                            a.at != b.at
                                    ? Long.compare(a.at, b.at)
                                    : Long.compare(a.order, b.order));
    private final SplittableRandom random = new SplittableRandom(11);
    private final TrackerJournal tracker;
    private final RoomSettings settings;
    final List<Node> nodes = new ArrayList<>();
    private long now;
    private long order;
    private int newest = 20;

    /** Makes one viewer in so many messages send forged media; 0 = none. */
    int forgeries;

    Room(JournalWriter trackerJournal) {
        settings = Settings.douyu().subStreams(3).build();
        tracker =
                new TrackerJournal(
                        TrackerConfig.defaults(), 5, this, TrackerObserver.NONE, trackerJournal);
        tracker.input(0, TrackerInput.OPEN_ROOM, 0, new TrackerInput.Opening(STREAM, settings));
        at(SECOND, this::publish);
    }

    Node join(JournalWriter journal) {
        Node node = new Node(nodes.size(), journal);
        nodes.add(node);
        node.peer.input(node.time(), PeerInput.PLAY);
        return node;
    }

    private void at(long time, Runnable what) {
        events.add(new Event(time, order++, what));
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
        at(now + SECOND, this::publish);
    }

    void until(int seconds) {
        long end = seconds * SECOND;
        while (true) {
            long next = events.isEmpty() ? Long.MAX_VALUE : events.peek().at;
            long due = Math.max(now, deadline());
            if (Math.min(next, due) > end) {
                break;
            }
            now = Math.min(next, due);
            if (next <= due) {
                events.poll().what.run();
            } else {
                serveDeadlines();
            }
        }
        now = end;
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
        if (tracker.nextDeadlineNanos() <= now) {
            tracker.input(now, TrackerInput.TIMER, 0, null);
        }
        for (Node node : nodes) {
            if (node.peer.nextDeadlineNanos() <= node.time()) {
                node.peer.input(node.time(), PeerInput.TIMER);
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
        at(
                now + 20 * MILLI,
                () -> node.peer.input(node.time(), PeerInput.TRACKER_MESSAGE, 0, message));
    }

    @Override
    public void checkToken(int ticket, Join join) {
        boolean valid = join.token().equals(SECRET);
        at(
                now + soon(),
                () ->
                        tracker.input(
                                now,
                                TrackerInput.TOKEN_CHECKED,
                                ticket,
                                new TrackerInput.Verdict(valid, hash(9))));
    }

    @Override
    public void close(int connection) {
        Node node = nodes.get(connection);
        at(now + 20 * MILLI, () -> node.peer.input(node.time(), PeerInput.TRACKER_DOWN));
    }

    private static Payload hash(int content) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) content);
        return Payload.of(bytes);
    }

    private static SliceHeader header(int slice) {
        int bytes = SLICE_BYTES + slice % 7 * 1_000;
        return new SliceHeader(slice, (slice - 1) * 1_000L, 1_000, bytes, SliceHeader.KEYFRAME);
    }

    private static Data media(int slice, int first, int count) {
        SliceHeader header = header(slice);
        byte[] bytes = new byte[header.bytes(first, count)];
        Arrays.fill(bytes, (byte) slice);
        byte[] hashes = new byte[Seal.blocks(header) * Seal.HASH_BYTES];
        Arrays.fill(hashes, (byte) (slice * 3));
        byte[] signature = new byte[Seal.SIGNATURE_BYTES];
        Seal seal = new Seal(1, Payload.of(hashes), Payload.of(signature));
        return new Data(header, first, count, 0, first == 0 ? seal : null, Payload.of(bytes));
    }

    private static Payload description(String ufrag) {
        Payload names = Payload.of(ufrag.getBytes(StandardCharsets.US_ASCII));
        Payload password =
                Payload.of("secretpasswordofaviewer".getBytes(StandardCharsets.US_ASCII));
        Candidate host = new Candidate(Candidate.Kind.HOST, ADDRESS, 5_000, 7, 1);
        return SignalCodec.encode(
                new Description(hash(9), names, password, false, 16_384, List.of(host)));
    }

    /** One end of a link. */
    private static final class End {
        final Node node;
        final int link;
        End other;
        boolean closed;

        End(Node node, int link) {
            this.node = node;
            this.link = link;
        }
    }

    /** A viewer and its host. */
    final class Node implements PeerOutput {
        final int number;
        final long born = now;
        final PeerJournal peer;
        long mediaBytes;
        int played;
        private final End[] ends = new End[PeerConfig.LINKS_MAX];
        private final List<End> offers = new ArrayList<>();
        private int streams;
        private int streamsFrom;
        private int streamsBefore;

        Node(int number, JournalWriter journal) {
            this.number = number;
            Capabilities can =
                    new Capabilities(
                            NatType.FULL_CONE, false, Access.WIRED, Device.PC, 20_000, 1, 1);
            PeerId id = new PeerId(0x5345435245542121L, number);
            PeerConfig config = new PeerConfig(STREAM, id, can, hash(9), number);
            peer = new PeerJournal(config, this, PeerObserver.NONE, journal);
        }

        long time() {
            return now - born;
        }

        void leave() {
            peer.input(time(), PeerInput.LEAVE);
        }

        private void later(Runnable what) {
            at(now + soon(), what);
        }

        boolean wants(int slice) {
            int set = slice >= streamsFrom ? streams : streamsBefore;
            return (set & 1 << settings.subStream(slice)) != 0;
        }

        void fromEdge(int request, int slice, int first, int count) {
            int end = count == 0 ? header(slice).chunks() : first + count;
            for (int at = first; at < end; at += 60) {
                Data data = media(slice, at, Math.min(60, end - at));
                later(() -> peer.input(time(), PeerInput.EDGE_DATA, request, data));
            }
        }

        @Override
        public void askScheduler(GetLink question) {
            LinkAnswer answer = new LinkAnswer(0, SECRET, hash(4), settings);
            later(() -> peer.input(time(), PeerInput.LINK_ANSWER, 0, answer));
        }

        @Override
        public void fetchIndex() {
            List<SliceHeader> headers = new ArrayList<>();
            for (int s = newest - 19; s <= newest; s++) {
                headers.add(header(s));
            }
            later(() -> peer.input(time(), PeerInput.INDEX, 0, new Index(headers)));
        }

        @Override
        public void openTracker(int which) {
            later(
                    () -> {
                        tracker.input(now, TrackerInput.DISCONNECTED, number, null);
                        tracker.input(now, TrackerInput.CONNECTED, number, ADDRESS);
                        peer.input(time(), PeerInput.TRACKER_UP);
                    });
        }

        @Override
        public void toTracker(Message message) {
            at(
                    now + 20 * MILLI,
                    () -> tracker.input(now, TrackerInput.CLIENT_MESSAGE, number, message));
        }

        @Override
        public void closeTracker() {
            later(() -> tracker.input(now, TrackerInput.DISCONNECTED, number, null));
        }

        @Override
        public void streamFromEdge(int subStreams, int fromSlice) {
            int added = subStreams & ~streams;
            streamsBefore = streams;
            streams = subStreams;
            streamsFrom = fromSlice;
            for (int s = fromSlice; s <= newest; s++) {
                if ((added & 1 << settings.subStream(s)) != 0) {
                    fromEdge(0, s, 0, 0);
                }
            }
        }

        @Override
        public void fetchFromEdge(int request, int slice, int firstChunk, int chunkCount) {
            if (slice > newest) {
                later(() -> peer.input(time(), PeerInput.EDGE_FAILED, request, null));
            } else {
                fromEdge(request, slice, firstChunk, chunkCount);
            }
        }

        @Override
        public void verify(int check, Data data, Seal seal, boolean signature) {
            boolean genuine = data.payload().at(0) == (byte) data.header().slice();
            at(now + 2 * MILLI, () -> peer.input(time(), PeerInput.VERIFIED, check, genuine));
        }

        @Override
        public void dial(int link, boolean trickle) {
            End end = new End(this, link);
            ends[link] = end;
            offers.add(end);
            int code = 1_000_000 + number * 1_000 + offers.size() - 1;
            signal(end, SignalKind.OFFER, description("" + code));
            signal(end, SignalKind.END_OF_CANDIDATES, Payload.ofLength(0));
        }

        private void signal(End end, SignalKind kind, Payload blob) {
            Runnable made =
                    () -> {
                        if (!end.closed) {
                            peer.input(
                                    time(),
                                    PeerInput.LOCAL_SIGNAL,
                                    end.link,
                                    new LocalSignal(kind, blob));
                        }
                    };
            at(now + MILLI, made);
        }

        @Override
        public void answer(int link, boolean trickle, Payload offer) {
            int code = code(offer) - 1_000_000;
            End far = nodes.get(code / 1_000).offers.get(code % 1_000);
            End end = new End(this, link);
            ends[link] = end;
            end.other = far;
            far.other = end;
            signal(end, SignalKind.ANSWER, description("answer"));
        }

        private static int code(Payload offer) {
            try {
                Payload ufrag = SignalCodec.description(offer).ufrag();
                byte[] digits = new byte[ufrag.length()];
                ufrag.copyTo(digits, 0);
                return Integer.parseInt(new String(digits, StandardCharsets.US_ASCII));
            } catch (MalformedMessageException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void remoteSignal(int link, SignalKind kind, Payload blob) {
            End end = ends[link];
            if (kind == SignalKind.ANSWER && end.other != null) {
                linkUp(end);
                linkUp(end.other);
            }
        }

        private static void linkUp(End end) {
            end.node.later(
                    () -> {
                        if (!end.closed) {
                            end.node.peer.input(end.node.time(), PeerInput.LINK_UP, end.link, null);
                        }
                    });
        }

        @Override
        public void send(int link, Message message) {
            End far = ends[link].other;
            Message said = message;
            if (message instanceof Data data) {
                mediaBytes += data.payload().length();
                said = forgeries > 0 && random.nextInt(forgeries) == 0 ? forged(data) : data;
            }
            Message sent = said;
            // All in order: the same delay for everything.
            at(
                    now + 15 * MILLI,
                    () -> {
                        if (!far.closed) {
                            far.node.peer.input(
                                    far.node.time(), PeerInput.LINK_MESSAGE, far.link, sent);
                        }
                    });
        }

        private static Data forged(Data data) {
            return new Data(
                    data.header(),
                    data.firstChunk(),
                    data.chunkCount(),
                    data.hop(),
                    data.seal(),
                    Payload.of(new byte[data.payload().length()]));
        }

        @Override
        public void close(int link, CloseReason reason) {
            End end = ends[link];
            end.closed = true;
            ends[link] = null;
            End far = end.other;
            if (far != null) {
                later(() -> down(far, reason));
            }
        }

        private static void down(End end, CloseReason reason) {
            if (!end.closed) {
                end.closed = true;
                end.node.ends[end.link] = null;
                end.node.peer.input(end.node.time(), PeerInput.LINK_DOWN, end.link, reason);
            }
        }

        @Override
        public void play(SliceHeader header, Payload payload) {
            played++;
        }
    }
}
