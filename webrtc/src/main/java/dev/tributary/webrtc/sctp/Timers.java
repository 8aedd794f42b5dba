package dev.tributary.webrtc.sctp;

import java.util.Arrays;

/** One deadline for each timer of an association. */
final class Timers {
    /** The timers of RFC 9260 and of the extensions. */
    enum Timer {
        /** T1-init and T1-cookie. */
        HANDSHAKE,
        /** T3-rtx. */
        RETRANSMISSION,
        /** T2-shutdown. */
        SHUTDOWN,
        ACK,
        HEARTBEAT,
        /** An own heartbeat is unanswered. */
        HEARTBEAT_ANSWER,
        /** A probe of the path's size is unanswered, or none was made for long. */
        PATH_SIZE,
        STREAM_RESET,
        PACING
    }

    static final long NEVER = Long.MAX_VALUE;

    private final long[] deadlines = new long[Timer.values().length];

    Timers() {
        stopAll();
    }

    void start(Timer timer, long deadlineNanos) {
        deadlines[timer.ordinal()] = deadlineNanos;
    }

    void stop(Timer timer) {
        deadlines[timer.ordinal()] = NEVER;
    }

    void stopAll() {
        Arrays.fill(deadlines, NEVER);
    }

    boolean runs(Timer timer) {
        return deadlines[timer.ordinal()] != NEVER;
    }

    /** Whether the timer is due; it is stopped then. */
    boolean expired(Timer timer, long nowNanos) {
        long deadline = deadlines[timer.ordinal()];
        if (deadline == NEVER || deadline > nowNanos) {
            return false;
        }
        stop(timer);
        return true;
    }

    long next() {
        long next = NEVER;
        for (long deadline : deadlines) {
            next = Math.min(next, deadline);
        }
        return next;
    }
}
