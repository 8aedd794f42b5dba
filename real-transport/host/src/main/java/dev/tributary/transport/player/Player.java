package dev.tributary.transport.player;

import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.http.HttpExchange;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Arrays;

/** One player: an endless answer and what waits to be sent to it; on the gateway's event loop. */
final class Player {
    private static final byte[] END = {};

    private final HttpExchange exchange;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean begun;
    private boolean running;

    Player(HttpExchange exchange) {
        this.exchange = exchange;
        exchange.onWritable(this::pump);
    }

    HttpExchange exchange() {
        return exchange;
    }

    /** Returns whether every slice goes to it, rather than it waiting for one to begin with. */
    boolean running() {
        return running;
    }

    /** Returns whether it has got anything. */
    boolean begun() {
        return begun;
    }

    /** Ends its answer behind what it has got so far. */
    void end() {
        queue.add(END);
        pump();
    }

    /** Waits for a keyframe from now on. */
    void pause() {
        running = false;
    }

    /** Begins, or goes on after a gap, across which the configuration may have changed. */
    void run(byte[] header, Iterable<byte[]> slices) {
        enqueue(begun ? Arrays.copyOfRange(header, FlvHeader.BYTES, header.length) : header);
        begun = true;
        running = true;
        slices.forEach(this::enqueue);
        pump();
    }

    /** Sends a slice; returns false when too much waits already. */
    boolean offer(byte[] slice) {
        enqueue(slice);
        pump();
        return queuedBytes <= FlvGateway.QUEUE_BYTES_MAX;
    }

    private void enqueue(byte[] part) {
        queue.add(part);
        queuedBytes += part.length;
    }

    private void pump() {
        while (!queue.isEmpty() && exchange.isWritable()) {
            byte[] part = queue.poll();
            if (part == END) {
                exchange.end();
                return;
            }
            queuedBytes -= part.length;
            exchange.write(Unpooled.wrappedBuffer(part));
        }
        exchange.flush();
    }
}
