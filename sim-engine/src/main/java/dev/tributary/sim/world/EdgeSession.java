package dev.tributary.sim.world;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.EdgeLines;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * What the edge sends to one viewer, and what waits to be sent.
 *
 * <p>The connection drains as {@link EdgeLines} says; a sub-stream that is given up leaves the
 * queue, but for what TCP holds already. What was asked for by name goes first, in the order in
 * which it was asked for.
 */
final class EdgeSession extends SimTask {
    /** What an edge cannot take back: what waits before the kernel too. */
    private static final long PAST_RECALL_BYTES = EdgeLines.KERNEL_BYTES + (32 << 10);

    private static final double BYTE_NANOS = 8e9;

    private final Run run;
    private final ViewerNode viewer;
    private final AccessLink rate;

    /** Of the standing stream; null while nothing waits. */
    private ArrayDeque<Item> queue;

    /** What was asked for by name; null while nothing of it waits. */
    private ArrayDeque<Item> named;

    EdgeSession(Run run, ViewerNode viewer, AccessLink rate) {
        this.run = run;
        this.viewer = viewer;
        this.rate = rate;
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
     * @param sealWanted whether the first part brings the seal; the first chunk does in any case
     */
    record Fetch(int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {}

    private record Item(int request, Data data) {}

    /** Drops what waits of sub-streams that are given up from a slice on. */
    void drop(int subStreams, int fromSlice, RoomSettings settings) {
        if (queue == null) {
            return;
        }
        // While something waits, as much is under way as the rate makes in a round trip.
        long nanos = rate.queueNanos(run.nowNanos()) + viewer.edgeRttNanos();
        double before = rate.bitsPerSecond() * (nanos / BYTE_NANOS) + namedBytes();
        Iterator<Item> items = queue.iterator();
        while (items.hasNext()) {
            Item item = items.next();
            before += item.data().payload().length();
            if (before > PAST_RECALL_BYTES && givenUp(item, subStreams, fromSlice, settings)) {
                items.remove();
            }
        }
        forgetEmptyQueue();
    }

    private static boolean givenUp(Item item, int removed, int from, RoomSettings settings) {
        int slice = item.data().header().slice();
        boolean ended = (removed & 1 << settings.subStream(slice)) != 0;
        return item.request() == 0 && ended && slice >= from;
    }

    private long namedBytes() {
        long bytes = 0;
        if (named != null) {
            for (Item item : named) {
                bytes += item.data().payload().length();
            }
        }
        return bytes;
    }

    private void forgetEmptyQueue() {
        queue = queue == null || queue.isEmpty() ? null : queue;
        named = named == null || named.isEmpty() ? null : named;
    }

    private boolean waits() {
        return queue != null || named != null;
    }

    /** Ends everything: the connection broke. */
    void stop() {
        queue = null;
        named = null;
    }

    /** Sends, or queues while the connection is busy. */
    void send(int request, Data data) {
        if (!waits() && rate.freeAtNanos() <= run.nowNanos()) {
            transmit(request, data);
            return;
        }
        if (request != 0) {
            named = named == null ? new ArrayDeque<>(1) : named;
            named.addLast(new Item(request, data));
        } else {
            queue = queue == null ? new ArrayDeque<>(1) : queue;
            queue.addLast(new Item(request, data));
        }
        if (!isScheduled()) {
            plan();
        }
    }

    private void plan() {
        run.simulator().at(Math.max(run.nowNanos(), rate.freeAtNanos()), this);
    }

    private void transmit(int request, Data data) {
        run.meter().edgeSent(run.nowNanos(), data.payload().length());
        long bytes = Attachment.wireBytes(data.wireBytes());
        viewer.fromEdge(request, data, rate.enqueue(run.nowNanos(), bytes));
    }

    /** The connection is free for what waits. */
    @Override
    public void run() {
        if (viewer.gone()) {
            stop();
        }
        if (!waits()) {
            return;
        }
        Item item = named != null ? named.removeFirst() : queue.removeFirst();
        transmit(item.request(), item.data());
        forgetEmptyQueue();
        if (waits()) {
            plan();
        }
    }
}
