package dev.tributary.sim.world;

import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Message;
import dev.tributary.sim.audience.LineCourses;
import dev.tributary.sim.audience.Traits;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.FluidLink;
import dev.tributary.sim.net.LossRecovery;
import dev.tributary.sim.net.RateCourse;
import dev.tributary.sim.net.Site;

/**
 * A viewer's attachment to the network: its line, its round trips to the servers, and when what it
 * sends, or is sent, arrives. Channels to a server keep their order.
 *
 * <p>The lowest of three classes of which one instance is a viewer, with {@link LinkHost} and
 * {@link ViewerNode}, its timer included: an event touches all of them, and in a large room what
 * costs is the number of objects that it touches.
 */
abstract class Attachment extends SimTask implements Node, PeerOutput {
    /** IP, UDP, DTLS, SCTP and DATA headers per packet, and media per packet (systems.md 12.1). */
    static final int PACKET_OVERHEAD = 90;

    static final int PACKET_PAYLOAD = 1163;

    /** What of a full packet is not headers. */
    static final double PAYLOAD_SHARE =
            (double) PACKET_PAYLOAD / (PACKET_PAYLOAD + PACKET_OVERHEAD);

    /** TCP and TLS handshakes and the request itself, in round trips. */
    private static final int FIRST_REQUEST_RTTS = 3;

    /** The first edge that is asked names the one to take (302). */
    private static final int REDIRECT_RTTS = 1;

    private static final long NANOS_PER_MICRO = 1_000;

    private final World world;
    private final int id;
    private final Capabilities capabilities;
    private final Site site;
    private final RandomStream random;

    /** What the servers draw from. */
    private final RandomStream serversRandom;

    private final Uplink uplink;
    private final long downBitsPerSecond;
    private final RateCourse downCourse;
    private final long serverRttNanos;
    private final long edgeRttNanos;

    /** When the downlink has carried what came so far ({@link FluidLink}). */
    private long downFreeNanos;

    /** When what the viewer does happens: the present, or in a batch a little before. */
    private long clockNanos;

    private long toTrackerNanos;
    private long fromTrackerNanos;
    private long toEdgeNanos;
    private long fromEdgeNanos;

    Attachment(World world, int id, Traits traits) {
        this.world = world;
        this.id = id;
        capabilities = traits.capabilities();
        site = traits.site();
        random = world.run().stream(Run.NETWORK, site.id());
        serversRandom =
                world.network().fine() ? world.run().stream(Run.SERVERS, site.id()) : random;
        LineCourses courses = world.network().courses();
        RateCourse upCourse = courses.up(site.id(), capabilities.access());
        uplink = world.network().uplink(traits.upBitsPerSecond(), upCourse);
        downBitsPerSecond = traits.downBitsPerSecond();
        downCourse = courses.down(site.id(), capabilities.access());
        serverRttNanos = world.network().serverRtt(site, random);
        edgeRttNanos = world.network().edgeRtt(site, random);
    }

    @Override
    public final World world() {
        return world;
    }

    @Override
    public final int id() {
        return id;
    }

    /** Returns what names the viewer in its draws. */
    final long key() {
        return site.id();
    }

    final Capabilities capabilities() {
        return capabilities;
    }

    final Site site() {
        return site;
    }

    /** Returns a new connection from the edge to this viewer. */
    final AccessLink edgeLine() {
        return world.network().edgeLines().to(downBitsPerSecond, downCourse, edgeRttNanos);
    }

    final long serverRttNanos() {
        return serverRttNanos;
    }

    final long edgeRttNanos() {
        return edgeRttNanos;
    }

    /** Returns the bytes of a message with its packets' headers. */
    static long wireBytes(int messageBytes) {
        return messageBytes + (long) packets(messageBytes) * PACKET_OVERHEAD;
    }

    private static int packets(int messageBytes) {
        return (messageBytes + PACKET_PAYLOAD - 1) / PACKET_PAYLOAD;
    }

    private long afterOneWay(long nanos, long rttNanos) {
        return nanos + world.network().paths().oneWayNanos(random, rttNanos);
    }

    private long afterOneWayDown(long nanos, long rttNanos) {
        return nanos + world.network().paths().oneWayNanos(serversRandom, rttNanos);
    }

    private long now() {
        return world.run().nowNanos();
    }

    /** Returns the time of what the viewer does. */
    final long clockNanos() {
        return clockNanos;
    }

    /** What the viewer does from here on happens at a time, not before what it did. */
    final void clock(long nanos) {
        clockNanos = Math.max(clockNanos, nanos);
    }

    private void post(long atNanos, Node target, Delivery.Kind kind, Object content) {
        world.run().post(atNanos, target, kind, id, content);
    }

    // To the servers.

    /** A first request: connection set-up included. */
    @Override
    public final void askScheduler(GetLink question) {
        Message sent = world.run().coded(question);
        long at =
                afterOneWay(clockNanos, serverRttNanos) + (FIRST_REQUEST_RTTS - 1) * serverRttNanos;
        post(at, world.servers(), Delivery.Kind.GET_LINK, sent);
    }

    /** A first request: set-up and redirection included. */
    @Override
    public final void fetchIndex() {
        long setUp = (FIRST_REQUEST_RTTS - 1 + REDIRECT_RTTS) * edgeRttNanos;
        long at = afterOneWay(clockNanos, edgeRttNanos) + setUp;
        post(at, world.edge(), Delivery.Kind.INDEX_REQUEST, null);
    }

    @Override
    public final void openTracker(int tracker) {
        long open = afterOneWay(clockNanos, serverRttNanos) + FIRST_REQUEST_RTTS * serverRttNanos;
        toTrackerNanos = open;
        post(open, world.servers(), Delivery.Kind.CONNECT, null);
        world.run().post(open, this, Delivery.Kind.TRACKER_UP, tracker, null);
    }

    @Override
    public final void toTracker(Message message) {
        Message sent = world.run().coded(message);
        post(atTracker(), world.servers(), Delivery.Kind.FROM_VIEWER, sent);
    }

    @Override
    public final void closeTracker() {
        post(atTracker(), world.servers(), Delivery.Kind.DISCONNECT, null);
    }

    private long atTracker() {
        toTrackerNanos = Math.max(toTrackerNanos, afterOneWay(clockNanos, serverRttNanos));
        return toTrackerNanos;
    }

    @Override
    public final void streamFromEdge(int subStreams, int fromSlice) {
        EdgeSession.Change change = new EdgeSession.Change(subStreams, fromSlice);
        post(atEdge(), world.edge(), Delivery.Kind.EDGE_STREAM, change);
    }

    @Override
    public final void fetchFromEdge(
            int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {
        EdgeSession.Fetch fetch =
                new EdgeSession.Fetch(request, slice, firstChunk, chunkCount, sealWanted);
        post(atEdge(), world.edge(), Delivery.Kind.EDGE_FETCH, fetch);
    }

    /** Requests to the edge share one connection and stay in order. */
    private long atEdge() {
        toEdgeNanos = Math.max(toEdgeNanos, afterOneWay(clockNanos, edgeRttNanos));
        return toEdgeNanos;
    }

    // From the servers.

    /** The tracker sends to this viewer, in order. */
    final void fromTracker(Message message) {
        Message sent = world.run().coded(message);
        fromTrackerNanos = Math.max(fromTrackerNanos, afterOneWayDown(now(), serverRttNanos));
        world.run().post(fromTrackerNanos, this, Delivery.Kind.TRACKER_MESSAGE, 0, sent);
    }

    /** A server answers a request of this viewer. */
    final void reply(Delivery.Kind kind, Object content, boolean fromEdge) {
        long at = afterOneWayDown(now(), fromEdge ? edgeRttNanos : serverRttNanos);
        world.run().post(at, this, kind, 0, content);
    }

    /**
     * The edge has put media on its way; the last bit leaves it at {@code sentNanos}. It arrives in
     * order: a seal that came after what it seals would be late for a slice that is shown soon.
     */
    final void fromEdge(int request, Data data, long sentNanos) {
        Message sent = world.run().coded(data);
        fromEdgeNanos = Math.max(fromEdgeNanos, afterOneWayDown(sentNanos, edgeRttNanos));
        comes(fromEdgeNanos, this, Delivery.Kind.EDGE_DATA, request, sent);
    }

    final void edgeFailed(int request) {
        long at = afterOneWayDown(now(), edgeRttNanos);
        world.run().post(at, this, Delivery.Kind.EDGE_FAILED, request, null);
    }

    /**
     * Returns when the last bit of a message from the edge leaves the downlink. The edge sends no
     * faster than the line, so that only what others send is in its way.
     */
    final long receivedFromEdge(Message message) {
        return pass(0, message);
    }

    // Between viewers.

    /**
     * Returns when the last bit of another viewer's message leaves the downlink.
     *
     * @param spreadMicros between its first and its last bit, as they arrive
     */
    final long received(Message message, int spreadMicros) {
        return pass(clockNanos - spreadMicros * NANOS_PER_MICRO, message);
    }

    private long pass(long firstNanos, Message message) {
        long bytes = wireBytes(message.wireBytes());
        downFreeNanos =
                downCourse.out(downBitsPerSecond, downFreeNanos, firstNanos, clockNanos, bytes);
        return downFreeNanos;
    }

    /** Sends over a link: uplink, path, loss. */
    final void transmit(LinkEnd end, Message message) {
        int length = message.wireBytes();
        long rtt = end.rttNanos();
        double loss = world.network().paths().lossProbability(end.oneIsp());
        LossRecovery recovery = LossRecovery.draw(random, packets(length), rtt, loss);
        long resent = (long) recovery.retransmittedPackets() * (PACKET_PAYLOAD + PACKET_OVERHEAD);
        long delay = world.network().paths().oneWayNanos(random, rtt) + recovery.extraNanos();
        Message sent = world.run().coded(message);
        uplink.send(clockNanos, end, sent, wireBytes(length) + resent, delay);
    }

    /** A message leaves a line for the line at the other end, now or at a later time. */
    static void departed(
            LinkEnd end,
            Message message,
            long bytes,
            long firstNanos,
            long lastNanos,
            long delayNanos) {
        Borders borders = end.viewer.world().network().borders();
        if (borders == null || end.oneIsp()) {
            carry(end, message, bytes, firstNanos, lastNanos, delayNanos);
            return;
        }
        Border.Crossing crossing = new Border.Crossing(end, message, bytes, firstNanos, delayNanos);
        borders.from(end).send(crossing, lastNanos);
    }

    /** A message takes the path to the other end of its link. */
    static void carry(
            LinkEnd end,
            Message message,
            long bytes,
            long firstNanos,
            long lastNanos,
            long delayNanos) {
        LinkEnd far = end.other();
        long begins = end.begins(firstNanos);
        long out = end.pass(firstNanos, lastNanos, bytes);
        long arrival = out + delayNanos;
        int spread = (int) Math.min(Integer.MAX_VALUE, (out - begins) / NANOS_PER_MICRO);
        if (message instanceof Data) {
            far.viewer.comes(arrival, far, Delivery.Kind.LINK_MESSAGE, spread, message);
            return;
        }
        arrival = Math.max(arrival, end.controlNanos + end.viewer.world().network().orderNanos());
        end.controlNanos = arrival;
        if (message.passive()) {
            far.viewer.hears(
                    arrival, far, Delivery.data(Delivery.Kind.LINK_MESSAGE, spread), message);
            return;
        }
        end.viewer.world().run().post(arrival, far, Delivery.Kind.LINK_MESSAGE, spread, message);
    }

    /** Media will arrive at the viewer or at one of its links. */
    abstract void comes(long atNanos, Node place, Delivery.Kind kind, int number, Object media);

    /** A message will arrive that the viewer only takes note of, at the end of a link. */
    abstract void hears(long atNanos, LinkEnd end, long data, Message message);

    /** A link has ended at this side: its messages leave the uplink. */
    final void stopSending(LinkEnd end) {
        uplink.drop(end);
    }
}
