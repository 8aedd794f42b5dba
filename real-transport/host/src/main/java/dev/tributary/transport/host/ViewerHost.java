package dev.tributary.transport.host;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.peer.Peer;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.journal.PeerJournal;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import java.security.SecureRandom;
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
    private final Watchers watchers;
    private final long bornNanos;
    private final PeerJournal peer;
    private final LinkTransport links;
    private final ViewerServers servers;
    private final Alarm alarm;
    private final Inbox inbox = new Inbox(this::arm, this::fault);

    /** By link, what it takes in one message, bytes. */
    private final int[] messageBytesMax = new int[LinkTable.LINKS_MAX];

    private boolean leaving;

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
        this.watchers = watchers;
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
        links = transport.apply(new PeerLinks(this::input, watchers.events()));
        servers = new ViewerServers(clock, config, watchers.events(), this::input);
        alarm = new Alarm(clock, () -> input(PeerInput.TIMER, 0, null));
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
        input(PeerInput.PLAY, 0, null);
    }

    /**
     * Asks the edge for the start of the FLV, which a player needs before the first slice it gets.
     *
     * @param slice number of that slice
     * @param answer called at most once, on the event loop; null when there is none, or when what
     *     came is not the origin's
     */
    public void fetchHeader(int slice, Consumer<Payload> answer) {
        servers.fetchHeader(slice, answer);
    }

    /** Says goodbye to everybody, then ends all connections. */
    @Override
    public void close() {
        if (!leaving) {
            leaving = true;
            inbox.input(
                    () -> {
                        peer.input(now(), PeerInput.LEAVE);
                        release();
                    });
        }
    }

    private void release() {
        inbox.close();
        peer.close();
        alarm.cancel();
        servers.close();
    }

    /** Frees links that still deliver what was sent; after {@link #close}. */
    public void abandon() {
        links.close();
    }

    private void input(PeerInput kind, int number, Object content) {
        inbox.input(
                () -> {
                    if (kind == PeerInput.LINK_UP) {
                        messageBytesMax[number] = (Integer) content;
                    }
                    peer.input(now(), kind, number, content);
                });
    }

    private void arm() {
        long deadline = peer.nextDeadlineNanos();
        if (deadline != Time.NEVER) {
            alarm.set(deadline + bornNanos);
        }
    }

    private void fault(RuntimeException fault) {
        LOG.error("a fault of ours ends a viewer", fault);
        release();
        links.close();
        watchers.events().failed(fault);
    }

    /** What the peer asks for. */
    private final class Effects implements PeerOutput {
        @Override
        public void askScheduler(GetLink question) {
            servers.askScheduler(question);
        }

        @Override
        public void fetchIndex() {
            servers.edge().fetchIndex();
        }

        @Override
        public void openTracker(int number) {
            servers.openTracker();
        }

        @Override
        public void toTracker(Message message) {
            servers.toTracker(message);
        }

        @Override
        public void closeTracker() {
            servers.closeTracker();
        }

        @Override
        public void streamFromEdge(int subStreams, int fromSlice) {
            servers.edge().streamFromEdge(subStreams, fromSlice);
        }

        @Override
        public void fetchFromEdge(
                int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {
            servers.edge().fetchFromEdge(request, slice, firstChunk, chunkCount, sealWanted);
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
            Check.that(bytes.length <= messageBytesMax[link], "a message that its link takes");
            boolean media = message instanceof Data;
            if (!links.send(link, bytes, media) && media) {
                watchers.events().mediaDropped(link, ((Data) message).payload().length());
            }
        }

        @Override
        public void close(int link, CloseReason reason) {
            links.close(link, reason);
        }

        @Override
        public void verify(int check, Data data, Seal seal, boolean signature) {
            boolean genuine = servers.genuine(data, seal, signature);
            if (genuine || servers.knows(seal)) {
                input(PeerInput.VERIFIED, check, genuine);
            } else {
                input(PeerInput.UNKNOWN_KEY, check, null);
            }
        }

        @Override
        public void play(SliceHeader header, Payload payload) {
            watchers.player().play(header, payload);
        }
    }
}
