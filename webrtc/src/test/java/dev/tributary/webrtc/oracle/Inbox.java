package dev.tributary.webrtc.oracle;

import dev.tributary.webrtc.oracle.Oracle.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The messages of an {@link Oracle}: any thread adds, the test's takes. */
public final class Inbox {
    private final BlockingQueue<Message> queue = new LinkedBlockingQueue<>();
    private final List<Message> seen = new ArrayList<>();

    /** Adds a message. */
    public void add(Message message) {
        queue.add(message);
    }

    /** Waits for the next message of a kind; others are kept for {@link #seen}. */
    public String await(String kind, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            Message message = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no " + kind + " from the oracle, only " + seen);
            }
            seen.add(message);
            if (message.kind().equals(kind)) {
                return message.body();
            }
        }
    }

    /** Waits for a message of a kind with this body. */
    public void await(String kind, String body, long seconds) throws InterruptedException {
        while (!seen.contains(new Message(kind, body))) {
            await(kind, seconds);
        }
    }

    /** What came so far. */
    public List<Message> seen() {
        queue.drainTo(seen);
        return seen;
    }
}
