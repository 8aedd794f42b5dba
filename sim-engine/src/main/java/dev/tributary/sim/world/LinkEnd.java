package dev.tributary.sim.world;

import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.FluidLink;

/** One viewer's end of a connection; what is under way to it dies with it. */
final class LinkEnd implements Node {
    final LinkHost viewer;
    final Connection connection;

    /** Arrival of the last message without media; these stay in order. */
    long controlNanos;

    /** When the path towards this end has carried what was sent so far. */
    private long pathFreeNanos;

    /** Number among the viewer's links, of which there are few: twenty ends per viewer count. */
    private final byte link;

    boolean closed;

    LinkEnd(LinkHost viewer, int link, Connection connection) {
        this.viewer = viewer;
        this.link = (byte) link;
        this.connection = connection;
    }

    int link() {
        return link;
    }

    /** Returns the other end, null before the offer is answered. */
    LinkEnd other() {
        return connection.other(this);
    }

    /** Returns when the first bit of a message comes out of the path towards this end. */
    long begins(long nanos) {
        return Math.max(pathFreeNanos, nanos);
    }

    /** Returns when the last bit has come along the path towards this end ({@link FluidLink}). */
    long pass(long firstNanos, long lastNanos, long bytes) {
        long rate = connection.bitsPerSecond();
        pathFreeNanos = FluidLink.out(rate, pathFreeNanos, firstNanos, lastNanos, bytes);
        return pathFreeNanos;
    }

    @Override
    public int id() {
        return viewer.id();
    }

    @Override
    public World world() {
        return viewer.world();
    }

    @Override
    public void deliver(Delivery.Kind kind, int number, Object content) {
        if (closed) {
            world().network().held().release(this);
            connection.lose(content);
            return;
        }
        switch (kind) {
            case LOCAL_SIGNAL -> viewer.localSignal(link, (LocalSignal) content);
            case LINK_UP -> viewer.linkUp(this);
            case LINK_DOWN -> viewer.linkDown(this, (CloseReason) content);
            case LINK_MESSAGE -> viewer.linkMessage(this, number, (Message) content);
            case LINK_MESSAGE_RECEIVED -> viewer.linkMessageReceived(this, (Message) content);
            default -> throw new IllegalStateException("a link end gets no " + kind);
        }
    }
}
