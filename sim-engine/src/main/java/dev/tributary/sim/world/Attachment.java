package dev.tributary.sim.world;

import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Message;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.FluidLink;
import dev.tributary.sim.net.LossRecovery;

/**
 * Where a viewer hangs on the network: its line, its round trips to the servers, and when what it
 * sends, or is sent, arrives. Channels to a server keep their order.
 */
final class Attachment {
    /** IP, UDP, DTLS, SCTP and DATA headers per packet, and media per packet (systems.md 12.1). */
    static final int PACKET_OVERHEAD = 90;

    static final int PACKET_PAYLOAD = 1163;

    /** TCP and TLS handshakes and the request itself, in round trips. */
    private static final int FIRST_REQUEST_RTTS = 3;

    /** The first edge that is asked names the one to take (302). */
    private static final int REDIRECT_RTTS = 1;

    private static final long NANOS_PER_MICRO = 1_000;

    private final World world;
    private final RandomStream random;
    private final Uplink uplink;
    private final FluidLink downlink;
    private final long serverRttNanos;
    private final long edgeRttNanos;
    private long toTrackerNanos;
    private long fromTrackerNanos;
    private long toEdgeNanos;

    Attachment(World world, int viewer, Traits traits) {
        this.world = world;
        random = world.randomness().stream(World.NETWORK, viewer);
        uplink = world.uplink(traits.upBitsPerSecond());
        downlink = new FluidLink(traits.downBitsPerSecond());
        serverRttNanos = world.serverRtt(traits.site(), random);
        edgeRttNanos = world.edgeRtt(traits.site(), random);
    }

    /** Returns the bytes of a message with its packets' headers. */
    static long wireBytes(int messageBytes) {
        return messageBytes + (long) packets(messageBytes) * PACKET_OVERHEAD;
    }

    private static int packets(int messageBytes) {
        return (messageBytes + PACKET_PAYLOAD - 1) / PACKET_PAYLOAD;
    }

    long serverRttNanos() {
        return serverRttNanos;
    }

    long edgeRttNanos() {
        return edgeRttNanos;
    }

    private long afterOneWay(long nanos, long rttNanos) {
        return nanos + world.paths().oneWayNanos(random, rttNanos);
    }

    /** Returns when a first request arrives at the scheduler: connection set-up included. */
    long atScheduler() {
        return afterOneWay(world.nowNanos(), serverRttNanos)
                + (FIRST_REQUEST_RTTS - 1) * serverRttNanos;
    }

    /** Returns when a first request arrives at its edge: set-up and redirection included. */
    long atEdgeFirst() {
        return afterOneWay(world.nowNanos(), edgeRttNanos)
                + (FIRST_REQUEST_RTTS - 1 + REDIRECT_RTTS) * edgeRttNanos;
    }

    /** Returns when a new connection to the tracker is open. */
    long trackerOpen() {
        long open =
                afterOneWay(world.nowNanos(), serverRttNanos) + FIRST_REQUEST_RTTS * serverRttNanos;
        toTrackerNanos = open;
        return open;
    }

    long atTracker() {
        toTrackerNanos = Math.max(toTrackerNanos, afterOneWay(world.nowNanos(), serverRttNanos));
        return toTrackerNanos;
    }

    long fromTracker() {
        fromTrackerNanos =
                Math.max(fromTrackerNanos, afterOneWay(world.nowNanos(), serverRttNanos));
        return fromTrackerNanos;
    }

    /** Returns when a server's answer arrives that is sent now. */
    long fromServer() {
        return afterOneWay(world.nowNanos(), serverRttNanos);
    }

    /** Requests to the edge share one connection and stay in order. */
    long atEdge() {
        toEdgeNanos = Math.max(toEdgeNanos, afterOneWay(world.nowNanos(), edgeRttNanos));
        return toEdgeNanos;
    }

    /** Returns when something arrives whose last bit leaves the edge at the given time. */
    long fromEdge(long sentNanos) {
        return afterOneWay(sentNanos, edgeRttNanos);
    }

    /**
     * Returns when the last bit of a message from the edge leaves the downlink. The edge sends no
     * faster than the line, so that only what others send is in its way.
     */
    long receivedFromEdge(Message message) {
        return downlink.pass(0, world.nowNanos(), wireBytes(message.wireBytes()));
    }

    /**
     * Returns when the last bit of another viewer's message leaves the downlink.
     *
     * @param spreadMicros between its first and its last bit, as they arrive
     */
    long received(Message message, int spreadMicros) {
        long now = world.nowNanos();
        long first = now - spreadMicros * NANOS_PER_MICRO;
        return downlink.pass(first, now, wireBytes(message.wireBytes()));
    }

    /** Sends over a link: uplink, path, loss. */
    void transmit(LinkEnd end, Message message) {
        int length = message.wireBytes();
        long rtt = end.connection.rttNanos();
        LossRecovery recovery =
                LossRecovery.draw(random, packets(length), rtt, end.connection.loss());
        long resent = (long) recovery.retransmittedPackets() * (PACKET_PAYLOAD + PACKET_OVERHEAD);
        long delay = world.paths().oneWayNanos(random, rtt) + recovery.extraNanos();
        uplink.send(end, world.coded(message), wireBytes(length) + resent, delay);
    }

    /** A message leaves a line for the line at the other end, now or at a later time. */
    static void departed(
            LinkEnd end,
            Message message,
            long bytes,
            long firstNanos,
            long lastNanos,
            long delayNanos) {
        LinkEnd far = end.other();
        long begins = far.begins(firstNanos);
        long out = far.pass(firstNanos, lastNanos, bytes);
        long arrival = out + delayNanos;
        if (!(message instanceof Data)) {
            arrival = Math.max(arrival, far.controlNanos);
            far.controlNanos = arrival;
        }
        int spread = (int) Math.min(Integer.MAX_VALUE, (out - begins) / NANOS_PER_MICRO);
        end.viewer.world().schedule(arrival, far, Delivery.Kind.LINK_MESSAGE, spread, message);
    }

    /** A link has ended at this side. */
    void drop(LinkEnd end) {
        uplink.drop(end);
    }
}
