package dev.tributary.sim.world;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.net.AccessLink;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * What the edge knows of one viewer: the standing sub-streams, and what waits to be sent.
 *
 * <p>The connection drains at the smaller of the edge's and the viewer's rate, and no faster than a
 * kernel's buffer in a round trip, as TCP would; a sub-stream that is given up leaves the queue,
 * but for what TCP holds already. What was asked for by name goes first.
 */
final class EdgeSession extends SimTask {
    /**
     * The kernel's buffer, which keeps what is under way until it is acknowledged ({@code
     * HttpLimits.streamBytes} of the real transport, of which Linux makes twice as much).
     */
    private static final long KERNEL_BYTES = 128 << 10;

    /** What an edge cannot take back: what waits before the kernel too. */
    private static final long PAST_RECALL_BYTES = KERNEL_BYTES + (32 << 10);

    private static final double BYTE_NANOS = 8e9;

    private final World world;
    private final ViewerNode viewer;
    private final AccessLink rate;
    private final ArrayDeque<Item> queue = new ArrayDeque<>(0);
    private int mask;

    EdgeSession(World world, ViewerNode viewer, long bitsPerSecond) {
        this.world = world;
        this.viewer = viewer;
        rate = new AccessLink(Math.min(bitsPerSecond, windowRate(viewer.edgeRttNanos())));
    }

    /** Returns the rate of a buffer in each round trip, bits per second. */
    private static long windowRate(long rttNanos) {
        return rttNanos == 0 ? AccessLink.UNLIMITED : (long) (KERNEL_BYTES * BYTE_NANOS / rttNanos);
    }

    /**
     * A request to push other sub-streams.
     *
     * @param subStreams bit k = sub-stream k
     * @param fromSlice first slice that the change applies to
     */
    record Change(int subStreams, int fromSlice) {}

    /**
     * A request for chunks of a slice.
     *
     * @param chunkCount 0 = to the end
     */
    record Fetch(int request, int slice, int firstChunk, int chunkCount) {}

    private record Item(int request, Data data) {}

    /** Takes over a change, drops what it gives up, and returns the sub-streams that are new. */
    int change(Change change, RoomSettings settings) {
        int added = change.subStreams() & ~mask;
        int removed = mask & ~change.subStreams();
        mask = change.subStreams();
        if (removed != 0 && !queue.isEmpty()) {
            drop(removed, change.fromSlice(), settings);
        }
        return added;
    }

    private void drop(int removed, int fromSlice, RoomSettings settings) {
        // While something waits, as much is under way as the rate makes in a round trip.
        long nanos = rate.queueNanos(world.nowNanos()) + viewer.edgeRttNanos();
        double before = rate.bitsPerSecond() * (nanos / BYTE_NANOS);
        Iterator<Item> items = queue.iterator();
        while (items.hasNext()) {
            Item item = items.next();
            before += item.data().payload().length();
            if (before > PAST_RECALL_BYTES && givenUp(item, removed, fromSlice, settings)) {
                items.remove();
            }
        }
    }

    private static boolean givenUp(Item item, int removed, int from, RoomSettings settings) {
        int slice = item.data().header().slice();
        boolean ended = (removed & 1 << settings.subStream(slice)) != 0;
        return item.request() == 0 && ended && slice >= from;
    }

    /** Returns whether a slice of the sub-stream that is published now is pushed. */
    boolean wants(int subStream) {
        return (mask & 1 << subStream) != 0;
    }

    boolean streaming() {
        return mask != 0;
    }

    /** Ends everything: the connection broke. */
    void stop() {
        mask = 0;
        queue.clear();
    }

    /** Sends, or queues while the connection is busy. */
    void send(int request, Data data) {
        boolean idle = rate.freeAtNanos() <= world.nowNanos() && queue.isEmpty();
        if (idle) {
            transmit(request, data);
        } else if (request == 0) {
            queue.addLast(new Item(request, data));
        } else {
            queue.addFirst(new Item(request, data));
        }
        if (!queue.isEmpty() && !isScheduled()) {
            world.simulator().at(Math.max(world.nowNanos(), rate.freeAtNanos()), this);
        }
    }

    private void transmit(int request, Data data) {
        world.room().edgeSent(world.nowNanos(), data.payload().length());
        long bytes = Attachment.wireBytes(data.wireBytes());
        viewer.fromEdge(request, data, rate.enqueue(world.nowNanos(), bytes));
    }

    @Override
    public void run() {
        if (viewer.gone()) {
            queue.clear();
            return;
        }
        Item item = queue.pollFirst();
        if (item != null) {
            transmit(item.request(), item.data());
        }
        if (!queue.isEmpty()) {
            world.simulator().at(Math.max(world.nowNanos(), rate.freeAtNanos()), this);
        }
    }
}
