package dev.tributary.transport.http;

import java.util.ArrayList;
import java.util.List;

/** All open connections of a service; on its event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Connections {
    private final List<ConnectionWatch> open = new ArrayList<>();
    private final Refusals refusals;
    private final HeldBytes held;

    /**
     * Creates the table of a service.
     *
     * @param heldMax most bytes that all connections may hold together
     */
    Connections(Refusals refusals, long heldMax) {
        this.refusals = refusals;
        held = new HeldBytes(open, refusals, heldMax);
    }

    HeldBytes held() {
        return held;
    }

    void add(ConnectionWatch watch) {
        watch.index = open.size();
        open.add(watch);
    }

    void remove(ConnectionWatch watch) {
        ConnectionWatch last = open.remove(open.size() - 1);
        if (last != watch) {
            open.set(watch.index, last);
            last.index = watch.index;
        }
    }

    int count() {
        return open.size();
    }

    /** Closes the connections that overstepped a limit. */
    void sweep() {
        long now = System.nanoTime();
        for (ConnectionWatch watch : List.copyOf(open)) {
            String reason = watch.overdue(now);
            if (reason != null) {
                if (!reason.isEmpty()) {
                    refusals.count(reason, watch.channel.remoteAddress(), null);
                }
                watch.end();
            }
        }
        held.weigh();
    }

    /** Closes the connections that wait for a request, so that a stop is not held up. */
    void closeIdle() {
        for (ConnectionWatch watch : List.copyOf(open)) {
            if (watch.phase() == ConnectionWatch.Phase.IDLE) {
                watch.channel.close();
            }
        }
    }

    void closeAll() {
        for (ConnectionWatch watch : List.copyOf(open)) {
            watch.end();
        }
    }
}
