package dev.tributary.sim.world;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.FluidLink;
import java.util.ArrayList;
import java.util.List;

/** One viewer's end of a connection; what is under way to it dies with it. */
final class LinkEnd implements Node {
    final ViewerNode viewer;
    final int link;
    final Connection connection;
    LinkEnd other;
    boolean closed;

    /** Bottleneck towards this end: congestion control on the path. */
    FluidLink path;

    /** What this end has sent while the network was cut, or null. */
    private List<Message> held;

    /** Arrival of the last message without media; these stay in order. */
    long controlNanos;

    LinkEnd(ViewerNode viewer, int link, Connection connection) {
        this.viewer = viewer;
        this.link = link;
        this.connection = connection;
    }

    /** Keeps a message until the network is back. */
    void hold(Message message) {
        if (held == null) {
            held = new ArrayList<>();
        }
        held.add(message);
    }

    /** Sends what was held, or counts it as lost when the link has ended. */
    void release() {
        List<Message> messages = held == null ? List.of() : held;
        held = null;
        for (Message message : messages) {
            if (!closed && !other.closed) {
                viewer.transmit(this, message);
            } else {
                lose(message);
            }
        }
    }

    /** Counts what will not arrive. */
    void lose(Object content) {
        if (content instanceof Data data) {
            viewer.world().invariants().landed(data.payload().length());
            viewer.world().invariants().lost(data.payload().length());
        }
    }

    @Override
    public int id() {
        return viewer.id();
    }

    @Override
    public void deliver(Delivery.Kind kind, int number, Object content) {
        if (closed) {
            release();
            lose(content);
            return;
        }
        switch (kind) {
            case LOCAL_SIGNAL -> viewer.localSignal(link, (LocalSignal) content);
            case LINK_UP -> viewer.linkUp(this);
            case LINK_DOWN -> viewer.linkDown(this, (CloseReason) content);
            case LINK_MESSAGE -> viewer.linkMessage(this, number, (Message) content);
            default -> throw new IllegalStateException("a link end gets no " + kind);
        }
    }
}
