package dev.tributary.core.tracker;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;
import dev.tributary.core.wire.Payload;

/**
 * One connection: its member, once joined, and how much it has sent (generic cell rate algorithm,
 * ITU-T I.371).
 */
final class Client {
    /** What to do with a message. */
    enum Verdict {
        ACCEPT,
        /** Drop it and say so. */
        REJECT,
        /** Drop it. */
        DROP,
        /** Drop it and the connection. */
        CLOSE
    }

    /** The member, or null before a join and after a leave. */
    @Nullable Member member;

    /** The room of the member, null without one. */
    @Nullable Room room;

    /** Of the join whose token is being checked, or 0. */
    int ticket;

    /** Where the connection comes from, 4 or 16 bytes; empty when unknown. */
    final Payload address;

    private long dueNanos;
    private int dropped;

    Client(Payload address) {
        this.address = address;
    }

    Verdict onMessage(long nowNanos, TrackerConfig config) {
        long interval = Time.NANOS_PER_SECOND / config.messagesPerSecond();
        if (dueNanos - nowNanos < config.messageBurst() * interval) {
            dueNanos = Math.max(dueNanos, nowNanos) + interval;
            dropped = 0;
            return Verdict.ACCEPT;
        }
        dropped++;
        if (dropped > config.messageBurst()) {
            return Verdict.CLOSE;
        }
        return dropped == 1 ? Verdict.REJECT : Verdict.DROP;
    }
}
