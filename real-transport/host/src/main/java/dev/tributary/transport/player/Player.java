package dev.tributary.transport.player;

import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.TagTimes;
import dev.tributary.transport.http.HttpExchange;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/** One player: an endless answer and what waits to be sent to it; on the gateway's event loop. */
final class Player {
    private static final Part END = new Part(new byte[] {}, 0);

    private final HttpExchange exchange;
    private final ArrayDeque<Part> queue = new ArrayDeque<>();
    private final AnswerClock clock = new AnswerClock();
    private long queuedBytes;
    private boolean begun;
    private boolean running;

    /** Bytes that players share until they are sent, and by how much their times are moved then. */
    private static final class Part {
        final byte[] bytes;
        final long shiftMillis;

        Part(byte[] bytes, long shiftMillis) {
            this.bytes = bytes;
            this.shiftMillis = shiftMillis;
        }

        /** Returns bytes of its own, unless nothing moves: what is shared stays as it is. */
        byte[] moved() {
            return shiftMillis == 0 ? bytes : TagTimes.moved(bytes, shiftMillis);
        }
    }

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

    /**
     * Begins, or goes on after a gap, across which the configuration may have changed. It has the
     * time of what follows: that of the origin is from when it came, long before for a player that
     * comes late.
     */
    void run(byte[] header, List<PlayableSlice> slices) {
        PlayableSlice first = slices.get(0);
        long shiftMillis = clock.shiftOf(first);
        byte[] tags = Arrays.copyOfRange(header, FlvHeader.BYTES, header.length);
        if (!begun) {
            enqueue(Arrays.copyOf(header, FlvHeader.BYTES), 0);
        }
        enqueue(TagTimes.allAt(tags, first.earliestMillis() + shiftMillis), 0);
        begun = true;
        running = true;
        enqueue(first.media(), shiftMillis);
        slices.subList(1, slices.size()).forEach(this::enqueue);
        pump();
    }

    /** Sends a slice; returns false when too much waits already. */
    boolean offer(PlayableSlice slice) {
        enqueue(slice);
        pump();
        return queuedBytes <= FlvGateway.QUEUE_BYTES_MAX;
    }

    private void enqueue(PlayableSlice slice) {
        enqueue(slice.media(), clock.shiftOf(slice));
    }

    private void enqueue(byte[] bytes, long shiftMillis) {
        queue.add(new Part(bytes, shiftMillis));
        queuedBytes += bytes.length;
    }

    private void pump() {
        while (!queue.isEmpty() && exchange.isWritable()) {
            Part part = queue.poll();
            if (part == END) {
                exchange.end();
                return;
            }
            queuedBytes -= part.bytes.length;
            exchange.write(Unpooled.wrappedBuffer(part.moved()));
        }
        exchange.flush();
    }
}
