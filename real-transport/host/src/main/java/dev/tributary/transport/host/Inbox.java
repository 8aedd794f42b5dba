package dev.tributary.transport.host;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The inputs of a machine, which never nest: what happens while one is on the stack waits for its
 * end. On the event loop of the machine only.
 */
public final class Inbox {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final Runnable settled;
    private final Consumer<RuntimeException> fault;
    private boolean inside;
    private boolean closed;

    /**
     * Creates an empty inbox.
     *
     * @param settled called after the last of the inputs that wait
     * @param fault gets what an input throws, which is a fault of ours
     */
    public Inbox(Runnable settled, Consumer<RuntimeException> fault) {
        this.settled = settled;
        this.fault = fault;
    }

    /** Runs an input now, or at the end of the one that is on the stack. */
    public void input(Runnable what) {
        if (closed) {
            return;
        }
        waiting.add(what);
        if (inside) {
            return;
        }
        inside = true;
        try {
            while (!waiting.isEmpty()) {
                waiting.poll().run();
            }
            if (!closed) {
                settled.run();
            }
        } catch (RuntimeException e) {
            fault.accept(e);
        } finally {
            inside = false;
        }
    }

    /** Returns whether an input is on the stack. */
    public boolean inside() {
        return inside;
    }

    /** Drops what waits and what will come. */
    public void close() {
        closed = true;
        waiting.clear();
    }
}
