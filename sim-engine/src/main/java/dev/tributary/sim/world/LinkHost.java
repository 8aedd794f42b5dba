package dev.tributary.sim.world;

import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.sim.audience.Traits;
import java.util.Arrays;
import java.util.List;

/** A viewer's links: its ends of connections by link number, and what is done to them. */
abstract class LinkHost extends Attachment {
    private static final LinkEnd[] NO_ENDS = {};
    private static final int ENDS_STEP = 4;

    private LinkEnd[] ends = NO_ENDS;

    /** Until when the transport is careful, since a link was full (decision 82). */
    private long carefulNanos;

    LinkHost(World world, int id, Traits traits) {
        super(world, id, traits);
    }

    /** A link is full up to a time. */
    final void lineIsFull(long untilNanos) {
        carefulNanos = Math.max(carefulNanos, untilNanos + PeerConfig.CAREFUL_NANOS);
    }

    /** Returns whether a link has been full lately. */
    final boolean lineWasFull(long nowNanos) {
        return nowNanos < carefulNanos;
    }

    // What happens at a link, for the peer.

    /** Begins an input that comes now. */
    abstract void begin();

    abstract void localSignal(int link, LocalSignal signal);

    abstract void linkUp(LinkEnd end);

    abstract void linkDown(LinkEnd end, CloseReason reason);

    /**
     * A message has crossed the network; large ones come out of the downlink.
     *
     * @param spreadMicros from its first bit to its last
     */
    abstract void linkMessage(LinkEnd end, int spreadMicros, Message message);

    abstract void linkTakes(LinkEnd end, boolean more);

    /** What the peer has just sent is too much for a link: it hears of it before anything else. */
    abstract void linkIsFull(int link);

    /** A message has come out of the downlink. */
    abstract void linkMessageReceived(LinkEnd end, Message message);

    // What the peer does to links.

    @Override
    public final void dial(int link, boolean trickle) {
        Connection connection = world().network().connect(this, link);
        keep(connection.offerer());
        connection.dial(trickle);
    }

    @Override
    public final void answer(int link, boolean trickle, Payload offer) {
        Connection connection = world().network().offer(Handshake.numberOf(offer));
        if (connection != null) {
            keep(connection.answer(this, link, trickle));
        }
    }

    private void keep(LinkEnd end) {
        if (end.link() >= ends.length) {
            ends = Arrays.copyOf(ends, Math.max(end.link() + 1, ends.length + ENDS_STEP));
        }
        if (ends[end.link()] != null) {
            // The peer has given the number to another link after a BYE: the old one is over.
            ends[end.link()].connection.ended(ends[end.link()]);
        }
        ends[end.link()] = end;
    }

    private LinkEnd end(int link) {
        return link < ends.length ? ends[link] : null;
    }

    @Override
    public final void remoteSignal(int link, SignalKind kind, Payload blob) {
        LinkEnd end = end(link);
        if (end != null && end.other() != null) {
            end.connection.learned(end, kind, world().network().trickle());
        }
    }

    @Override
    public final void send(int link, Message message) {
        LinkEnd end = end(link);
        int most = world().network().messageBytesMax();
        if (most != Integer.MAX_VALUE && message.wireBytes() > most) {
            world().run().invariants().that(false, id(), "a message larger than its link takes");
        }
        boolean open = end != null && end.up();
        if (message instanceof Data data) {
            int length = data.payload().length();
            if (open) {
                world().run().invariants().launched(length);
            } else {
                world().run().invariants().lost(length);
            }
        }
        if (!open) {
            return;
        }
        if (world().network().peersCut()) {
            world().network().held().add(end, message);
            if (message instanceof Data) {
                end.holds(clockNanos());
            }
        } else {
            transmit(end, message);
        }
    }

    @Override
    public final void close(int link, CloseReason reason) {
        LinkEnd end = end(link);
        if (end != null) {
            ends[link] = null;
            end.connection.close(end, reason);
        }
    }

    /** The viewer falls silent on all links. */
    final void vanish() {
        for (LinkEnd end : ends) {
            if (end != null) {
                end.connection.vanish(end);
            }
        }
    }

    /** The viewer's number of a link means nothing any more. */
    final void forget(int link) {
        ends[link] = null;
    }

    /** The viewer has gone: what comes for its links is dropped. */
    final void forgetLinks() {
        ends = NO_ENDS;
    }

    /** Adds the viewer's answered connections, each of which is told by one of its ends only. */
    final void collect(List<Connection> all) {
        for (LinkEnd end : ends) {
            if (end != null && end.other() != null) {
                LinkEnd offerer = end.connection.offerer();
                if (end == offerer || offerer.closed) {
                    all.add(end.connection);
                }
            }
        }
    }
}
