package dev.tributary.transport.edge;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.edge.client.FrameReader;
import dev.tributary.transport.http.HttpExchange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;

/**
 * What the edge knows of one viewer's stream: the standing sub-streams, and what waits to be sent.
 *
 * <p>A sub-stream that is given up leaves the queue. What waits is no more than what the store
 * holds: a viewer who is slower than the stream loses the oldest slices, which are late anyway.
 */
final class LiveSession {
    private static final byte[] ALIVE = new byte[FrameReader.LENGTH_BYTES];

    private final HttpExchange exchange;
    private final int subStreams;
    private final EdgeMeters meters;
    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private int mask;

    private static final class Item {
        private final StoredSlice slice;
        private int nextBlock;

        Item(StoredSlice slice) {
            this.slice = slice;
        }
    }

    /**
     * Begins to answer.
     *
     * @param sendBytes as {@link HttpExchange#limitSendBuffer} takes them
     */
    LiveSession(HttpExchange exchange, int subStreams, EdgeMeters meters, int sendBytes) {
        this.exchange = exchange;
        this.subStreams = subStreams;
        this.meters = meters;
        exchange.limitSendBuffer(sendBytes);
        exchange.onWritable(this::pump);
        exchange.set("Cache-Control", "no-store");
        exchange.begin(200, "application/octet-stream");
        exchange.flush();
    }

    int mask() {
        return mask;
    }

    int subStreams() {
        return subStreams;
    }

    /** Takes over a change: drops what it gives up and queues what it adds and the store has. */
    void change(int subStreamMask, int fromSlice, SliceStore store) {
        int added = subStreamMask & ~mask;
        int removed = mask & ~subStreamMask;
        mask = subStreamMask;
        if (removed != 0) {
            queue.removeIf(item -> givenUp(item.slice.header(), removed, fromSlice));
        }
        for (int s = Math.max(fromSlice, store.oldest()); s <= store.newest(); s++) {
            StoredSlice slice = store.get(s);
            if (slice != null && in(s, added)) {
                queue.addLast(new Item(slice));
            }
        }
        pump();
    }

    private boolean givenUp(SliceHeader header, int removed, int fromSlice) {
        return header.slice() >= fromSlice && in(header.slice(), removed);
    }

    private boolean in(int slice, int subStreamMask) {
        return (subStreamMask & 1 << (slice - 1) % subStreams) != 0;
    }

    /** A slice has come; {@code oldest} is the oldest that is still kept. */
    void publish(StoredSlice slice, int oldest) {
        int before = queue.size();
        queue.removeIf(item -> item.slice.header().slice() < oldest);
        meters.overdue(before - queue.size());
        if (in(slice.header().slice(), mask)) {
            queue.addLast(new Item(slice));
            pump();
        }
    }

    /** Sends as much as the connection takes now. */
    private void pump() {
        boolean wrote = false;
        while (!queue.isEmpty() && exchange.isWritable()) {
            Item item = queue.peekFirst();
            ByteBuf frame = item.slice.frame(item.nextBlock++);
            if (item.nextBlock == item.slice.blocks()) {
                queue.removeFirst();
            }
            meters.sent(frame.readableBytes());
            exchange.write(frame);
            wrote = true;
        }
        if (wrote) {
            exchange.flush();
        }
        if (mask == 0 && queue.isEmpty()) {
            exchange.end();
        }
    }

    /** Tells a viewer for whom there is nothing that the edge is there. */
    void alive() {
        if (queue.isEmpty() && exchange.isWritable()) {
            exchange.write(Unpooled.wrappedBuffer(ALIVE));
            exchange.flush();
        }
    }

    boolean open() {
        return exchange.isOpen();
    }

    /** Ends the stream where it is, so that the viewer turns elsewhere. */
    void end() {
        queue.clear();
        exchange.end();
    }
}
