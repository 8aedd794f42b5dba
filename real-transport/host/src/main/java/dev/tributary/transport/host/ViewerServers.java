package dev.tributary.transport.host;

import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.Seal;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.edge.client.EdgeClient;
import dev.tributary.transport.edge.client.EdgeClientConfig;
import dev.tributary.transport.edge.client.EdgeEvents;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.scheduler.client.SchedulerClient;
import dev.tributary.transport.scheduler.client.SchedulerEvents;
import dev.tributary.transport.seal.SealCheck;
import dev.tributary.transport.tracker.client.TrackerClient;
import java.security.InvalidKeyException;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of one viewer: its scheduler, and the edge, the tracker and the origin's key that the
 * scheduler's answer names. What they say becomes inputs of the peer.
 */
final class ViewerServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewerServers.class);

    private final LoopClock clock;
    private final ViewerConfig config;
    private final ViewerEvents events;
    private final PeerDoor door;
    private final SchedulerClient scheduler;
    private final TrackerClient tracker;
    private SealCheck seals;
    private EdgeClient edge;
    private SchedulerEvents.Servers found;
    private boolean closed;
    private final ServerComplaints complaints;

    ViewerServers(LoopClock clock, ViewerConfig config, ViewerEvents events, PeerDoor door) {
        this.clock = clock;
        this.config = config;
        this.events = events;
        this.door = door;
        complaints = new ServerComplaints(clock::nowNanos);
        HttpClientConfig way = config.serverHttp();
        scheduler = new SchedulerClient(clock.loop(), config.scheduler(), way, new FromScheduler());
        tracker = new TrackerClient(clock.loop(), new FromTracker(), way.hook(), way.tls());
    }

    void askScheduler(GetLink question) {
        scheduler.askScheduler(question);
    }

    void openTracker() {
        tracker.close();
        tracker.connect(found.tracker());
    }

    void toTracker(Message message) {
        tracker.send(message);
    }

    void closeTracker() {
        tracker.close();
    }

    /** Returns the edge; only after the scheduler has answered. */
    EdgeClient edge() {
        return edge;
    }

    boolean genuine(Data data, Seal seal, boolean signature) {
        return seals.genuine(data, seal, signature);
    }

    /** Returns whether the seal names a key that the scheduler has named. */
    boolean knows(Seal seal) {
        return seals.knows(seal);
    }

    /** See {@link ViewerHost#fetchHeader}. */
    void fetchHeader(int slice, Consumer<Payload> answer) {
        if (closed || edge == null) {
            answer.accept(null);
            return;
        }
        edge.fetchHeader(
                slice,
                header -> {
                    boolean good =
                            header != null
                                    && seals.header(bytes(header.flv()), bytes(header.signature()));
                    answer.accept(good ? header.flv() : null);
                });
    }

    @Override
    public void close() {
        closed = true;
        tracker.close();
        scheduler.close();
        if (edge != null) {
            edge.close();
        }
    }

    private String schedulerName() {
        return "scheduler " + config.scheduler();
    }

    private String edgeName() {
        return "edge " + found.edge();
    }

    private String trackerName() {
        return "tracker " + found.tracker();
    }

    private boolean genuine(SignedIndex index) {
        return seals.index(bytes(index.encoded()), bytes(index.signature()));
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    /** What the scheduler says. */
    private final class FromScheduler implements SchedulerEvents {
        @Override
        public void answered(LinkAnswer answer, Servers servers) {
            if (!trust(answer)) {
                complaints.complain(schedulerName(), "the origin's key that it names is none");
                door.input(PeerInput.SERVER_FAILED);
                return;
            }
            complaints.works(schedulerName());
            found = servers;
            events.servers(servers);
            if (edge == null) {
                EdgeClientConfig edgeConfig =
                        new EdgeClientConfig(
                                servers.edge(),
                                true,
                                config.stream(),
                                answer.settings().layout().subStreams(),
                                config.edgeHttp(),
                                ViewerServers.this::genuine);
                edge = new EdgeClient(clock.loop(), edgeConfig, new FromEdge());
            }
            door.input(PeerInput.LINK_ANSWER, 0, answer);
        }

        private boolean trust(LinkAnswer answer) {
            byte[] key = bytes(answer.originKey());
            try {
                if (seals == null) {
                    seals = new SealCheck(config.stream(), key);
                } else if (seals.renew(key)) {
                    LOG.info("the origin has a new key");
                }
                return true;
            } catch (InvalidKeyException e) {
                return false;
            }
        }

        @Override
        public void rejected(Rejection rejection) {
            String code = rejection.code().name().toLowerCase(Locale.ROOT);
            complaints.complain(schedulerName(), "it refuses this viewer: " + code);
            door.input(PeerInput.SERVER_FAILED);
        }

        @Override
        public void failed(String reason) {
            complaints.complain(schedulerName(), reason);
            door.input(PeerInput.SERVER_FAILED);
        }
    }

    /** What the edge says. */
    private final class FromEdge implements EdgeEvents {
        @Override
        public void index(SignedIndex index) {
            complaints.works(edgeName());
            door.input(PeerInput.INDEX, 0, index.index());
        }

        @Override
        public void indexFailed() {
            complaints.complain(edgeName(), "no index of the stream: " + edge.trouble());
            door.input(PeerInput.SERVER_FAILED);
        }

        @Override
        public void indexStrange() {
            complaints.complain(
                    edgeName(),
                    "its index is not signed with the origin's key that the scheduler"
                            + " names; the scheduler is asked again");
            door.input(PeerInput.UNKNOWN_KEY);
        }

        @Override
        public void data(int request, Data data) {
            door.input(PeerInput.EDGE_DATA, request, data);
        }

        @Override
        public void failed(int request) {
            door.input(PeerInput.EDGE_FAILED, request, null);
        }
    }

    /** What the tracker says. */
    private final class FromTracker implements TrackerClient.Events {
        @Override
        public void onUp() {
            complaints.works(trackerName());
            door.input(PeerInput.TRACKER_UP);
        }

        @Override
        public void onMessage(Message message) {
            door.input(PeerInput.TRACKER_MESSAGE, 0, message);
        }

        @Override
        public void onDown(String reason) {
            complaints.complain(trackerName(), reason);
            door.input(PeerInput.TRACKER_DOWN);
        }
    }
}
