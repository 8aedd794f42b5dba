package dev.tributary.sim.world;

import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.Arrivals;
import dev.tributary.sim.net.FluidLink;

/**
 * One viewer's end of a connection; what is under way to it dies with it. It keeps what sending
 * over it needs: in a large room what costs is the number of objects that a message touches.
 */
final class LinkEnd implements Node {
    /** What an event tells. */
    private static final int TAKES_NO_MORE = 0;

    private static final int TAKES_MORE = 1;
    private static final int NOTICED = 2;

    final LinkHost viewer;
    final Connection connection;

    /** Arrival at the other end of the last message without media; these stay in order. */
    long controlNanos;

    /** When the path towards the other end has carried what was sent so far. */
    private long pathFreeNanos;

    /** When the line has carried it. */
    private long leftNanos;

    private long rttNanos;

    /** What congestion control lets through; 0 while the link is not up. */
    private long bitsPerSecond;

    /** Null before the offer is answered. */
    private LinkEnd other;

    /** Number among the viewer's links, of which there are few: twenty ends per viewer count. */
    private final byte link;

    private boolean oneIsp;

    /** Whether the viewer was told, or is about to be, that the link takes no more. */
    private boolean full;

    /** Whether an event is on its way that the transport has noticed a full link. */
    private boolean noticing;

    /** Since when media is held because the network is cut, 0 = it is not. */
    private long heldNanos;

    /** Messages of the link that wait at a border. */
    private int crossing;

    boolean closed;

    LinkEnd(LinkHost viewer, int link, Connection connection) {
        this.viewer = viewer;
        this.link = (byte) link;
        this.connection = connection;
    }

    /** What is on its way to a viewer is lost: it has gone. */
    static void lose(Arrivals arrivals) {
        while (!arrivals.isEmpty()) {
            if (arrivals.firstPlace() instanceof LinkEnd end) {
                end.connection.lose(arrivals.firstContent());
            }
            arrivals.removeFirst();
        }
        arrivals.clear();
    }

    int link() {
        return link;
    }

    /** The offer is answered: the other end is known, and with it the path. */
    void answered(LinkEnd end, long pathRttNanos, boolean sameIsp) {
        other = end;
        rttNanos = pathRttNanos;
        oneIsp = sameIsp;
    }

    /** The link is up, at a rate. */
    void opened(long rate) {
        bitsPerSecond = rate;
    }

    boolean up() {
        return bitsPerSecond != 0;
    }

    /** Returns the other end, null before the offer is answered. */
    LinkEnd other() {
        return other;
    }

    long rttNanos() {
        return rttNanos;
    }

    /** Returns whether both ends are at one operator, which tells the loss between them. */
    boolean oneIsp() {
        return oneIsp;
    }

    long bitsPerSecond() {
        return bitsPerSecond;
    }

    /** Returns when the first bit of a message comes out of the path to the other end. */
    long begins(long nanos) {
        return Math.max(pathFreeNanos, nanos);
    }

    /** Returns when the last bit has come along the path to the other end ({@link FluidLink}). */
    long pass(long firstNanos, long lastNanos, long bytes) {
        pathFreeNanos = FluidLink.out(bitsPerSecond, pathFreeNanos, firstNanos, lastNanos, bytes);
        return pathFreeNanos;
    }

    /**
     * A message that the viewer has just sent will wait until the line and the path have carried
     * what was sent before. When the next one would wait for half of the limit, the link takes it.
     * A transport knows what waits for the path, as its congestion control holds it; that a line is
     * full it only sees when what was sent is late, unless it was so lately.
     *
     * @param lineNanos for how long it waits for the line
     * @param nanos for how long it waits in all
     * @param leavesNanos when its last bit leaves the line
     */
    void willWait(long nowNanos, long lineNanos, long nanos, long leavesNanos) {
        leftNanos = leavesNanos;
        if (full || noticing) {
            return;
        }
        boolean waitsForLine = lineNanos > PeerConfig.LATE_NANOS;
        if (waitsForLine && !viewer.lineWasFull(nowNanos)) {
            noticing = true;
            tell(NOTICED, nowNanos + PeerConfig.LATE_NANOS + rttNanos);
        } else if (nanos > PeerConfig.HELD_NANOS) {
            full = true;
            viewer.linkIsFull(link);
            takesAgain(waitsForLine);
        }
    }

    /** As {@link #willWait}, of a message that has waited and leaves the line now. */
    void hasWaited(long nanos, long leavesNanos) {
        leftNanos = leavesNanos;
        if (nanos > PeerConfig.HELD_NANOS && !full) {
            fills();
            takesAgain(false);
        }
    }

    private void takesAgain(boolean lineIsFull) {
        long at = Math.max(pathFreeNanos, leftNanos) - PeerConfig.LATE_NANOS;
        if (lineIsFull) {
            viewer.lineIsFull(at);
        }
        tell(TAKES_MORE, at);
    }

    private void noticed() {
        noticing = false;
        if (!full) {
            full = true;
            viewer.linkTakes(this, false);
            takesAgain(true);
        }
    }

    /** Media that the viewer has just sent waits until the network is back. */
    void holds(long nowNanos) {
        if (heldNanos == 0) {
            heldNanos = nowNanos;
        } else if (nowNanos - heldNanos > PeerConfig.HELD_NANOS && !full) {
            full = true;
            viewer.linkIsFull(link);
        }
    }

    /** What was held has been sent. */
    void released() {
        if (heldNanos != 0 && full) {
            tell(TAKES_MORE, 0);
        }
        heldNanos = 0;
    }

    /** A message comes to a border, at which it will wait for so long. */
    void comesToBorder(long waitNanos) {
        crossing++;
        if (waitNanos > PeerConfig.HELD_NANOS && !full) {
            fills();
        }
    }

    /** A message has passed a border. */
    void passedBorder() {
        crossing--;
        if (crossing == 0 && full) {
            tell(TAKES_MORE, 0);
        }
    }

    /** The link takes no more from now on. */
    private void fills() {
        full = true;
        tell(TAKES_NO_MORE, 0);
    }

    /** Tells the viewer, now or at a later time. */
    private void tell(int what, long atNanos) {
        Run run = world().run();
        long at = Math.max(run.nowNanos(), atNanos);
        run.post(at, this, Delivery.Kind.LINK_TAKES, what, null);
    }

    private void told(int what) {
        if (what == NOTICED) {
            noticed();
        } else {
            full = what == TAKES_NO_MORE;
            viewer.linkTakes(this, !full);
        }
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
        viewer.begin();
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
            case LINK_TAKES -> told(number);
            case LINK_MESSAGE_RECEIVED -> viewer.linkMessageReceived(this, (Message) content);
            default -> throw new IllegalStateException("a link end gets no " + kind);
        }
    }
}
