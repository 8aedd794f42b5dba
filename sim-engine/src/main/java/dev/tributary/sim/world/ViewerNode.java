package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.core.peer.Peer;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.measure.ViewerMeter;
import dev.tributary.measure.ViewerRow;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.net.Site;
import java.util.List;

/** Hosts one {@link Peer}: its effects become events, its deadline one wake-up. */
final class ViewerNode implements Node, PeerOutput {
    private static final LinkEnd[] NO_ENDS = {};
    private static final Payload FINGERPRINT = Payload.ofLength(GetLink.FINGERPRINT_BYTES);

    /** In place of the spread of a message: it has left the downlink. */
    private static final int OUT = -1;

    private final World world;
    private final int id;
    private final Capabilities capabilities;
    private final Site site;
    private final long createdNanos;
    private Peer peer;
    private Watch watch;
    private final Attachment network;
    private final Wakeup wakeup = new Wakeup();

    /** Checks that the peer has asked for, and those of them that were answered. */
    private int nextCheck;

    private int firstCheck;
    private LinkEnd[] ends = NO_ENDS;
    private boolean gone;
    private long leftNanos = Long.MAX_VALUE;
    private ViewerRow row;
    private double uploadPerDownloadMax;

    /** What the edge pushes to this viewer; kept here so that a million viewers are one array. */
    final EdgeSession edge;

    /** Index among the viewers present, for removal in constant time. */
    int place;

    ViewerNode(World world, int id, Traits traits, long mediaAtStartNanos) {
        this.world = world;
        this.id = id;
        capabilities = traits.capabilities();
        site = traits.site();
        createdNanos = world.nowNanos();
        network = new Attachment(world, id, traits);
        edge = new EdgeSession(world, this, Math.min(world.edgeRate(), traits.downBitsPerSecond()));
        ViewerMeter meter = new ViewerMeter(mediaAtStartNanos, world.room().latencyMillis());
        watch = new Watch(world, this, meter);
        int seed = (int) world.randomness().hash(World.PEER, id, 0);
        PeerId peerId = new PeerId(world.randomness().hash(World.PEER, id, 1), id);
        PeerConfig config = new PeerConfig(World.STREAM, peerId, capabilities, FINGERPRINT, seed);
        peer = new Peer(config, this, watch);
    }

    private final class Wakeup extends SimTask {
        @Override
        public void run() {
            world.trace(id, -1, 0);
            peer.onTimer(now());
            settle();
        }
    }

    private long now() {
        return world.nowNanos() - createdNanos;
    }

    /**
     * Ends an input: answers what the peer wants verified, at no cost of time (a hash of 15 KiB
     * takes 8 microseconds), and keeps the one wake-up at the peer's deadline.
     */
    private void settle() {
        while (firstCheck < nextCheck) {
            peer.onVerified(now(), ++firstCheck, true);
        }
        arm();
    }

    private void arm() {
        long deadline = gone ? Time.NEVER : peer.nextDeadlineNanos();
        if (deadline == Time.NEVER) {
            world.simulator().cancel(wakeup);
            return;
        }
        long at = Math.max(world.nowNanos(), deadline + createdNanos);
        if (!wakeup.isScheduled() || wakeup.timeNanos() != at) {
            world.simulator().rearm(at, wakeup);
        }
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public int id() {
        return id;
    }

    Site site() {
        return site;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    Watch watch() {
        return watch;
    }

    long createdNanos() {
        return createdNanos;
    }

    long serverRttNanos() {
        return network.serverRttNanos();
    }

    long edgeRttNanos() {
        return network.edgeRttNanos();
    }

    /** Loss between this viewer and servers. */
    double loss() {
        return world.serverLoss();
    }

    boolean gone() {
        return gone;
    }

    void play() {
        peer.onPlay(now());
        settle();
    }

    void leave() {
        peer.onLeave(now());
        watch.left();
        row = row(world.nowNanos());
        uploadPerDownloadMax = uploadPerDownloadMax();
        gone = true;
        leftNanos = world.nowNanos();
        arm();
        peer = null;
        watch = null;
        ends = NO_ENDS;
    }

    /** Returns when the viewer left, run time, or the largest value. */
    long leftNanos() {
        return leftNanos;
    }

    /** Returns what the session measured, up to the end of the run or of the session. */
    ViewerRow row(long endNanos) {
        if (gone) {
            return row;
        }
        double joined = createdNanos / 1e9;
        return watch.meter().row(id, capabilities(), joined, endNanos - createdNanos);
    }

    /** Returns the largest ratio of uploaded to downloaded bytes of the session so far. */
    double uploadPerDownloadMax() {
        return gone ? uploadPerDownloadMax : watch.meter().uploadPerDownloadMax();
    }

    @Override
    public void deliver(Delivery.Kind kind, int number, Object content) {
        if (gone) {
            return;
        }
        switch (kind) {
            case LINK_ANSWER -> peer.onLinkAnswer(now(), (LinkAnswer) content);
            case SERVER_FAILED -> peer.onServerFailed(now());
            case INDEX -> peer.onIndex(now(), (Index) content);
            case TRACKER_UP -> peer.onTrackerUp(now());
            case TRACKER_DOWN -> peer.onTrackerDown(now());
            case TRACKER_MESSAGE -> peer.onTrackerMessage(now(), (Message) content);
            case EDGE_DATA -> edgeData(number, (Data) content);
            case EDGE_DATA_RECEIVED -> peer.onEdgeData(now(), number, (Data) content);
            case EDGE_FAILED -> peer.onEdgeFailed(now(), number);
            default -> throw new IllegalStateException("a viewer gets no " + kind);
        }
        settle();
    }

    /** Media from the edge has crossed the network; it comes out of the downlink. */
    private void edgeData(int request, Data data) {
        long out = network.receivedFromEdge(data);
        if (out > world.nowNanos()) {
            world.schedule(out, this, Delivery.Kind.EDGE_DATA_RECEIVED, request, data);
        } else {
            peer.onEdgeData(now(), request, data);
        }
    }

    void localSignal(int link, LocalSignal signal) {
        peer.onLocalSignal(now(), link, signal.kind(), signal.blob());
        settle();
    }

    void linkUp(LinkEnd end) {
        end.connection.opened();
        peer.onLinkUp(now(), end.link());
        settle();
    }

    void linkDown(LinkEnd end, CloseReason reason) {
        end.connection.ended(end);
        ends[end.link()] = null;
        peer.onLinkDown(now(), end.link(), reason);
        settle();
    }

    /**
     * A message has crossed the network; large ones come out of the downlink.
     *
     * @param spreadMicros from its first bit to its last, or {@link #OUT} of the downlink
     */
    void linkMessage(LinkEnd end, int spreadMicros, Message message) {
        if (spreadMicros != OUT) {
            long out = network.received(message, spreadMicros);
            if (out > world.nowNanos()) {
                world.schedule(out, end, Delivery.Kind.LINK_MESSAGE, OUT, message);
                return;
            }
        }
        if (message instanceof Data data) {
            watch.arrived(data.payload().length());
        }
        peer.onMessage(now(), end.link(), message);
        settle();
    }

    // Effects of the peer.

    @Override
    public void askScheduler(GetLink question) {
        Message sent = world.coded(question);
        world.schedule(network.atScheduler(), world.servers(), Delivery.Kind.GET_LINK, id, sent);
    }

    @Override
    public void fetchIndex() {
        world.schedule(network.atEdgeFirst(), world.edge(), Delivery.Kind.INDEX_REQUEST, id, null);
    }

    @Override
    public void openTracker(int tracker) {
        long at = network.trackerOpen();
        world.schedule(at, world.servers(), Delivery.Kind.CONNECT, id, null);
        world.schedule(at, this, Delivery.Kind.TRACKER_UP, tracker, null);
    }

    @Override
    public void toTracker(Message message) {
        Message sent = world.coded(message);
        world.schedule(network.atTracker(), world.servers(), Delivery.Kind.FROM_VIEWER, id, sent);
    }

    /** The tracker sends to this viewer, in order. */
    void fromTracker(Message message) {
        Message sent = world.coded(message);
        world.schedule(network.fromTracker(), this, Delivery.Kind.TRACKER_MESSAGE, 0, sent);
    }

    /** A server answers a request of this viewer. */
    void reply(Delivery.Kind kind, Object content, boolean fromEdge) {
        long at = fromEdge ? network.fromEdge(world.nowNanos()) : network.fromServer();
        world.schedule(at, this, kind, 0, content);
    }

    @Override
    public void closeTracker() {
        world.schedule(network.atTracker(), world.servers(), Delivery.Kind.DISCONNECT, id, null);
    }

    @Override
    public void streamFromEdge(int subStreams, int fromSlice) {
        EdgeSession.Change change = new EdgeSession.Change(subStreams, fromSlice);
        world.schedule(network.atEdge(), world.edge(), Delivery.Kind.EDGE_STREAM, id, change);
    }

    @Override
    public void fetchFromEdge(int request, int slice, int firstChunk, int chunkCount) {
        EdgeSession.Fetch fetch = new EdgeSession.Fetch(request, slice, firstChunk, chunkCount);
        world.schedule(network.atEdge(), world.edge(), Delivery.Kind.EDGE_FETCH, id, fetch);
    }

    /** The edge has put media on its way; the last bit leaves it at {@code sentNanos}. */
    void fromEdge(int request, Data data, long sentNanos) {
        Message sent = world.coded(data);
        long at = network.fromEdge(sentNanos);
        world.schedule(at, this, Delivery.Kind.EDGE_DATA, request, sent);
    }

    void edgeFailed(int request) {
        long at = network.fromEdge(world.nowNanos());
        world.schedule(at, this, Delivery.Kind.EDGE_FAILED, request, null);
    }

    @Override
    public void dial(int link, boolean trickle) {
        Connection connection = world.connect(this, link);
        keep(connection.offerer());
        connection.dial(trickle);
    }

    @Override
    public void answer(int link, boolean trickle, Payload offer) {
        Connection connection = world.offer(Handshake.numberOf(offer));
        if (connection != null) {
            keep(connection.answer(this, link, trickle));
        }
    }

    private void keep(LinkEnd end) {
        if (end.link() >= ends.length) {
            ends =
                    java.util.Arrays.copyOf(
                            ends, Math.max(end.link() + 1, Math.max(8, ends.length * 2)));
        }
        if (ends[end.link()] != null) {
            // The peer has given the number to another link after a BYE: the old one is over.
            ends[end.link()].connection.ended(ends[end.link()]);
        }
        ends[end.link()] = end;
    }

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {
        LinkEnd end = end(link);
        if (end != null && end.other() != null) {
            end.connection.learned(end, kind, world.trickle());
        }
    }

    /** Adds the viewer's answered connections, each of which is told by one of its ends only. */
    void collect(List<Connection> all) {
        for (LinkEnd end : ends) {
            if (end != null && end.other() != null) {
                LinkEnd offerer = end.connection.offerer();
                if (end == offerer || offerer.closed) {
                    all.add(end.connection);
                }
            }
        }
    }

    private LinkEnd end(int link) {
        return link < ends.length ? ends[link] : null;
    }

    @Override
    public void send(int link, Message message) {
        LinkEnd end = end(link);
        boolean open = end != null && end.other() != null && end.connection.up();
        if (message instanceof Data data) {
            int length = data.payload().length();
            if (open) {
                world.invariants().launched(length);
            } else {
                world.invariants().lost(length);
            }
        }
        if (!open) {
            return;
        }
        if (world.peersCut()) {
            end.connection.hold(end, message);
        } else {
            transmit(end, message);
        }
    }

    /** A message goes through the uplink and the network to the other end. */
    void transmit(LinkEnd end, Message message) {
        network.transmit(end, message);
    }

    /** A link has ended here: its messages leave the uplink. */
    void stopSending(LinkEnd end) {
        network.drop(end);
    }

    @Override
    public void close(int link, CloseReason reason) {
        LinkEnd end = end(link);
        if (end != null) {
            ends[link] = null;
            end.connection.close(end, reason);
        }
    }

    @Override
    public void verify(int check, Data data, Seal seal, boolean signature) {
        nextCheck = check;
    }

    @Override
    public void play(SliceHeader header, Payload payload) {
        watch.played(header);
    }
}
