package dev.tributary.transport.host;

import dev.tributary.core.base.Time;
import dev.tributary.core.peer.Peer;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.EdgeClientConfig;
import dev.tributary.transport.edge.client.EdgeEvents;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.journal.PeerJournal;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.scheduler.client.SchedulerClient;
import dev.tributary.transport.scheduler.client.SchedulerEvents;
import dev.tributary.transport.seal.SealCheck;
import dev.tributary.transport.tracker.client.TrackerClient;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts one {@link Peer} on an event loop: carries its effects out, hands it what happens, serves
 * its deadline, and decides nothing.
 *
 * <p>Inputs never nest: what happens while one is on the stack waits for its end. A fault of ours
 * is logged and ends this viewer, not the others of its loop.
 */
public final class ViewerHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewerHost.class);

    private final LoopClock clock;
    private final ViewerConfig config;
    private final MediaSink player;
    private final ViewerEvents events;
    private final long bornNanos;
    private final PeerJournal peer;
    private final LinkTransport links;
    private final SchedulerClient scheduler;
    private final TrackerClient tracker;
    private final Alarm alarm;
    private final ArrayDeque<Consumer<PeerJournal>> waiting = new ArrayDeque<>();
    private SealCheck seals;
    private EdgeClient edge;
    private SchedulerEvents.Servers servers;
    private boolean inside;
    private boolean leaving;
    private boolean closed;
    private String complaint;

    /**
     * Creates a viewer that does nothing before {@link #play}.
     *
     * @param fingerprint of the certificate that its links show, 32 bytes
     * @param transport makes the links, given who hears of them
     */
    public ViewerHost(
            LoopClock clock,
            ViewerConfig config,
            byte[] fingerprint,
            Function<LinkEvents, LinkTransport> transport,
            Watchers watchers,
            SecureRandom random) {
        this.clock = clock;
        this.config = config;
        player = watchers.player();
        events = watchers.events();
        bornNanos = clock.nowNanos();
        PeerId id = new PeerId(random.nextLong(), random.nextLong());
        PeerConfig core =
                new PeerConfig(
                        config.stream(),
                        id,
                        config.capabilities(),
                        Payload.of(fingerprint),
                        random.nextInt());
        peer = new PeerJournal(core, new Effects(), watchers.observer(), watchers.journal());
        links = transport.apply(new Links());
        scheduler =
                new SchedulerClient(
                        clock.loop(), config.scheduler(), config.serverHttp(), new Scheduling());
        HttpClientConfig way = config.serverHttp();
        tracker = new TrackerClient(clock.loop(), new Tracking(), way.hook(), way.tls());
        alarm = new Alarm(clock, () -> input(p -> p.onTimer(now())));
    }

    /**
     * Who looks on.
     *
     * @param observer measures
     * @param player gets the media
     * @param events hears of the rest
     * @param journal keeps the inputs
     */
    public record Watchers(
            PeerObserver observer, MediaSink player, ViewerEvents events, JournalWriter journal) {}

    private long now() {
        return clock.nowNanos() - bornNanos;
    }

    /** Starts to watch. */
    public void play() {
        input(p -> p.onPlay(now()));
    }

    /**
     * Asks the edge for the start of the FLV, which a player needs before the first slice.
     *
     * @param answer called at most once, on the event loop; null when there is none, or when what
     *     came is not the origin's
     */
    public void fetchHeader(Consumer<Payload> answer) {
        if (closed || edge == null) {
            answer.accept(null);
            return;
        }
        edge.fetchHeader(
                header -> {
                    boolean good =
                            header != null
                                    && seals.header(bytes(header.flv()), bytes(header.signature()));
                    answer.accept(good ? header.flv() : null);
                });
    }

    /** Says goodbye to everybody, then ends all connections. */
    @Override
    public void close() {
        if (!leaving) {
            leaving = true;
            input(
                    p -> {
                        p.onLeave(now());
                        release();
                    });
        }
    }

    private void release() {
        closed = true;
        peer.close();
        alarm.cancel();
        waiting.clear();
        tracker.close();
        scheduler.close();
        if (edge != null) {
            edge.close();
        }
    }

    /** Frees links that still deliver what was sent; after {@link #close}. */
    public void abandon() {
        links.close();
    }

    /** Hands something to the peer, now or at the end of the input that is on the stack. */
    private void input(Consumer<PeerJournal> what) {
        if (closed) {
            return;
        }
        waiting.add(what);
        if (inside) {
            return;
        }
        inside = true;
        try {
            while (!waiting.isEmpty()) {
                waiting.poll().accept(peer);
            }
            long deadline = peer.nextDeadlineNanos();
            if (!closed && deadline != Time.NEVER) {
                alarm.set(deadline + bornNanos);
            }
        } catch (RuntimeException e) {
            fault(e);
        } finally {
            inside = false;
        }
    }

    /** Says why a server is not there, once as long as nothing else is wrong. */
    private void complain(String what) {
        if (!what.equals(complaint)) {
            complaint = what;
            LOG.warn(what);
        }
    }

    private void fault(RuntimeException fault) {
        LOG.error("a fault of ours ends a viewer", fault);
        release();
        links.close();
        events.failed(fault);
    }

    /** What the peer asks for. */
    private final class Effects implements PeerOutput {
        @Override
        public void askScheduler(GetLink question) {
            scheduler.askScheduler(question);
        }

        @Override
        public void fetchIndex() {
            edge.fetchIndex();
        }

        @Override
        public void openTracker(int number) {
            tracker.close();
            tracker.connect(servers.tracker());
        }

        @Override
        public void toTracker(Message message) {
            tracker.send(message);
        }

        @Override
        public void closeTracker() {
            tracker.close();
        }

        @Override
        public void streamFromEdge(int subStreams, int fromSlice) {
            edge.streamFromEdge(subStreams, fromSlice);
        }

        @Override
        public void fetchFromEdge(int request, int slice, int firstChunk, int chunkCount) {
            edge.fetchFromEdge(request, slice, firstChunk, chunkCount);
        }

        @Override
        public void dial(int link, boolean trickle) {
            links.dial(link, trickle);
        }

        @Override
        public void answer(int link, boolean trickle, Payload offer) {
            links.answer(link, trickle, offer);
        }

        @Override
        public void remoteSignal(int link, SignalKind kind, Payload blob) {
            links.remoteSignal(link, kind, blob);
        }

        @Override
        public void send(int link, Message message) {
            byte[] bytes = MessageCodec.encode(message);
            boolean media = message instanceof Data;
            if (!links.send(link, bytes, media) && media) {
                events.mediaDropped(link, ((Data) message).payload().length());
            }
        }

        @Override
        public void close(int link, CloseReason reason) {
            links.close(link, reason);
        }

        @Override
        public void verify(int check, Data data, Seal seal, boolean signature) {
            boolean genuine = seals.genuine(data, seal, signature);
            input(p -> p.onVerified(now(), check, genuine));
        }

        @Override
        public void play(SliceHeader header, Payload payload) {
            player.play(header, payload);
        }
    }

    /** The scheduler answers. */
    private final class Scheduling implements SchedulerEvents {
        @Override
        public void answered(LinkAnswer answer, Servers found) {
            if (closed || !trust(answer)) {
                input(p -> p.onServerFailed(now()));
                return;
            }
            servers = found;
            events.servers(found);
            if (edge == null) {
                EdgeClientConfig edgeConfig =
                        new EdgeClientConfig(
                                found.edge(),
                                true,
                                config.stream(),
                                answer.settings().layout().subStreams(),
                                config.edgeHttp(),
                                ViewerHost.this::genuine);
                edge = new EdgeClient(clock.loop(), edgeConfig, new Media());
            }
            input(p -> p.onLinkAnswer(now(), answer));
        }

        private boolean trust(LinkAnswer answer) {
            byte[] key = new byte[LinkAnswer.KEY_BYTES];
            answer.originKey().copyTo(key, 0);
            try {
                if (seals == null) {
                    seals = new SealCheck(config.stream(), key);
                } else {
                    seals.renew(key);
                }
                return true;
            } catch (InvalidKeyException e) {
                return false;
            }
        }

        @Override
        public void rejected(Rejection rejection) {
            input(p -> p.onServerFailed(now()));
        }

        @Override
        public void failed(String reason) {
            complain("scheduler " + config.scheduler() + ": " + reason);
            input(p -> p.onServerFailed(now()));
        }
    }

    private boolean genuine(SignedIndex index) {
        return seals.index(bytes(index.encoded()), bytes(index.signature()));
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    /** The edge answers. */
    private final class Media implements EdgeEvents {
        @Override
        public void index(SignedIndex index) {
            complaint = null;
            input(p -> p.onIndex(now(), index.index()));
        }

        @Override
        public void indexFailed() {
            complain("edge " + servers.edge() + ": no index of the stream");
            input(p -> p.onServerFailed(now()));
        }

        @Override
        public void data(int request, Data data) {
            input(p -> p.onEdgeData(now(), request, data));
        }

        @Override
        public void failed(int request) {
            input(p -> p.onEdgeFailed(now(), request));
        }
    }

    /** The tracker speaks. */
    private final class Tracking implements TrackerClient.Events {
        @Override
        public void onUp() {
            complaint = null;
            input(p -> p.onTrackerUp(now()));
        }

        @Override
        public void onMessage(Message message) {
            input(p -> p.onTrackerMessage(now(), message));
        }

        @Override
        public void onDown(String reason) {
            complain("tracker " + servers.tracker() + ": " + reason);
            input(p -> p.onTrackerDown(now()));
        }
    }

    /** Other viewers speak. */
    private final class Links implements LinkEvents {
        @Override
        public void localSignal(int link, SignalKind kind, Payload blob) {
            input(p -> p.onLocalSignal(now(), link, kind, blob));
        }

        @Override
        public void linkUp(int link) {
            input(p -> p.onLinkUp(now(), link));
        }

        @Override
        public void linkDown(int link, CloseReason reason) {
            input(p -> p.onLinkDown(now(), link, reason));
        }

        @Override
        public void message(int link, byte[] bytes) {
            try {
                Message message = MessageCodec.decode(bytes, 0, bytes.length);
                input(p -> p.onMessage(now(), link, message));
            } catch (MalformedMessageException e) {
                events.malformed(link, e.expected());
                if (!e.ignorable()) {
                    input(p -> p.onMalformed(now(), link));
                }
            }
        }
    }
}
