package dev.tributary.transport.chain;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.flv.Tags;
import dev.tributary.transport.origin.Push;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Pushes an FLV file in real time by its DTS, again and again with rising DTS, on a thread.
 * Metadata and sequence headers come once, as from an encoder.
 */
public final class Broadcast implements AutoCloseable {
    /** From the last frame of one round to the first of the next. */
    private static final long FRAME_MILLIS = 40;

    private record Tag(long dtsMillis, boolean once, Payload bytes) {}

    private final List<Tag> tags = new ArrayList<>();
    private final Push push;
    private final long headStartMillis;
    private final ByteArrayOutputStream pushed = new ByteArrayOutputStream();
    private long pushedMillis;
    private final Thread thread = new Thread(this::run, "broadcast");
    private volatile boolean closed;

    /**
     * Begins.
     *
     * @param headStartMillis media that is pushed at once
     */
    public Broadcast(Push push, byte[] flv, long headStartMillis) throws MalformedFlvException {
        this.push = push;
        this.headStartMillis = headStartMillis;
        Tags found = Tags.of(flv);
        for (int i = 0; i < found.tags.size(); i++) {
            add(found.tags.get(i), found.whole.get(i));
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void add(MediaTag tag, byte[] bytes) {
        boolean once = !tag.timed();
        tags.add(new Tag(tag.dtsMillis(), once, Payload.of(bytes)));
    }

    private void run() {
        long start = System.nanoTime();
        try {
            push.send(FlvHeader.bytes(true, true));
            long roundMillis = tags.get(tags.size() - 1).dtsMillis + FRAME_MILLIS;
            List<Tag> repeated = tags.stream().filter(tag -> !tag.once).toList();
            for (int round = 0; !closed; round++) {
                for (Tag tag : round == 0 ? tags : repeated) {
                    send(tag, start, round * roundMillis);
                }
            }
        } catch (IOException ended) {
            closed = true;
        }
    }

    private void send(Tag tag, long startNanos, long shiftMillis) throws IOException {
        long millis = tag.dtsMillis + shiftMillis;
        long due = startNanos + (millis - headStartMillis) * 1_000_000;
        while (!closed && System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        if (closed) {
            return;
        }
        byte[] bytes = new byte[tag.bytes.length()];
        tag.bytes.copyTo(bytes, 0);
        FlvTag.retime(bytes, 0, millis);
        push.send(bytes);
        synchronized (pushed) {
            pushed.writeBytes(bytes);
            pushedMillis = millis;
        }
    }

    /** Returns the tags that were pushed so far, one after the other. */
    public byte[] pushed() {
        synchronized (pushed) {
            return pushed.toByteArray();
        }
    }

    /** Returns how much media was pushed so far, milliseconds. */
    public long pushedMillis() {
        synchronized (pushed) {
            return pushedMillis;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
