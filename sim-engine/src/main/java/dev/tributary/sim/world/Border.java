package dev.tributary.sim.world;

import dev.tributary.core.wire.Message;
import dev.tributary.sim.net.FluidLink;
import java.util.ArrayDeque;

/**
 * What leads from one provider to another: a fluid line that all paths between them share, one
 * message after another. It serves no link that has ended meanwhile. Senders do not slow down for
 * it: what their congestion control would hold back waits here.
 */
final class Border implements Node {
    private static final int NODE = -6;

    private final World world;
    private final long bitsPerSecond;
    private final ArrayDeque<Crossing> queue = new ArrayDeque<>();
    private long waitingBytes;
    private long freeNanos;

    /** Until when this waits, of which an event is on its way. */
    private long wakeNanos;

    Border(World world, long bitsPerSecond) {
        this.world = world;
        this.bitsPerSecond = bitsPerSecond;
    }

    /**
     * A message that crosses.
     *
     * @param end where it was sent
     * @param bytes on the wire
     * @param firstNanos when its first bit left the sender's line
     * @param delayNanos of its path
     */
    record Crossing(LinkEnd end, Message message, long bytes, long firstNanos, long delayNanos) {}

    /** A message comes to the border when its last bit has left the sender's line. */
    void send(Crossing crossing, long lastNanos) {
        world.run().post(lastNanos, this, Delivery.Kind.CROSSING, crossing.end().link(), crossing);
    }

    @Override
    public int id() {
        return NODE;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public void deliver(Delivery.Kind kind, int number, Object content) {
        long now = world.run().nowNanos();
        if (content != null) {
            Crossing comes = (Crossing) content;
            queue.addLast(comes);
            waitingBytes += comes.bytes();
            comes.end().comesToBorder(waitNanos(now));
        }
        while (!queue.isEmpty() && freeNanos <= now) {
            pass(queue.removeFirst(), now);
        }
        if (!queue.isEmpty() && wakeNanos != freeNanos) {
            wakeNanos = freeNanos;
            world.run().post(freeNanos, this, Delivery.Kind.CROSSING, 0, null);
        }
    }

    private long waitNanos(long now) {
        long busy = Math.max(0, freeNanos - now);
        return busy + (long) (waitingBytes * 8e9 / bitsPerSecond);
    }

    private void pass(Crossing crossing, long now) {
        LinkEnd end = crossing.end();
        waitingBytes -= crossing.bytes();
        end.passedBorder();
        if (end.other().closed) {
            end.connection.lose(crossing.message());
            return;
        }
        long begins = Math.max(freeNanos, crossing.firstNanos());
        freeNanos =
                FluidLink.out(
                        bitsPerSecond, freeNanos, crossing.firstNanos(), now, crossing.bytes());
        Attachment.carry(
                end,
                crossing.message(),
                crossing.bytes(),
                begins,
                freeNanos,
                crossing.delayNanos());
    }
}
