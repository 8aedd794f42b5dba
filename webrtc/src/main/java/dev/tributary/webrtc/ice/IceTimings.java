package dev.tributary.webrtc.ice;

/**
 * Every time an agent waits, in nanoseconds.
 *
 * @param paceNanos Ta: the least time between two paced transactions (RFC 8445 section 14.2); 5 ms
 *     to 1 s
 * @param rtoNanos until the first retransmission; it doubles each time (RFC 8489 section 6.2.1)
 * @param transmissionsMax of one request (Rc), 1 to 7; after the last the wait is at most 16 {@code
 *     rtoNanos} (Rm)
 * @param gatherCapNanos after which gathering ends with what was found
 * @param connectTimeoutNanos from the first of gathering and the remote credentials to failure
 * @param patienceNanos least time of checking before giving up when all checks have failed, because
 *     the peer may still reach us (RFC 8863)
 * @param nominationWaitNanos longest time a valid pair waits for one of a better kind
 * @param consentIntervalNanos mean time between consent checks (RFC 7675 section 5.1: 5 s)
 * @param consentExpiryNanos time without an answer after which sending stops (30 s); at most 20
 *     intervals
 */
public record IceTimings(
        long paceNanos,
        long rtoNanos,
        long rtoMaxNanos,
        int transmissionsMax,
        long gatherCapNanos,
        long connectTimeoutNanos,
        long patienceNanos,
        long nominationWaitNanos,
        long consentIntervalNanos,
        long consentExpiryNanos) {
    private static final long MILLI_NANOS = 1_000_000;
    private static final int CONSENT_CHECKS_MAX = 20;

    /** Refuses values outside the documented ranges with {@link IllegalArgumentException}. */
    public IceTimings {
        check(paceNanos >= 5 * MILLI_NANOS && paceNanos <= 1_000 * MILLI_NANOS, "pace");
        check(rtoNanos >= 10 * MILLI_NANOS && rtoNanos <= 60_000 * MILLI_NANOS, "rto");
        check(rtoMaxNanos >= rtoNanos && rtoMaxNanos <= 60_000 * MILLI_NANOS, "rto max");
        check(transmissionsMax >= 1 && transmissionsMax <= 8, "transmissions");
        check(gatherCapNanos > 0, "gather cap");
        check(connectTimeoutNanos > 0, "connect timeout");
        check(patienceNanos >= 0, "patience");
        check(nominationWaitNanos >= 0, "nomination wait");
        check(consentIntervalNanos >= 100 * MILLI_NANOS, "consent interval");
        check(
                consentExpiryNanos > consentIntervalNanos
                        && consentExpiryNanos / CONSENT_CHECKS_MAX <= consentIntervalNanos,
                "consent expiry");
    }

    /**
     * The values of the RFCs where they give one. Waits double only to 1 s, eight transmissions
     * from 0 to 6.5 s: at 20 % loss each way all of them fail once in 3,500, and a viewer does not
     * wait for the RFC's 39.5 s. Gathering has six. The connect timeout and the patience are
     * guesses.
     */
    public static IceTimings defaults() {
        return new IceTimings(
                50 * MILLI_NANOS,
                500 * MILLI_NANOS,
                1_000 * MILLI_NANOS,
                8,
                5_000 * MILLI_NANOS,
                15_000 * MILLI_NANOS,
                8_000 * MILLI_NANOS,
                100 * MILLI_NANOS,
                5_000 * MILLI_NANOS,
                30_000 * MILLI_NANOS);
    }

    /** The same with another pace. */
    public IceTimings withPaceNanos(long nanos) {
        return new IceTimings(
                nanos,
                rtoNanos,
                rtoMaxNanos,
                transmissionsMax,
                gatherCapNanos,
                connectTimeoutNanos,
                patienceNanos,
                nominationWaitNanos,
                consentIntervalNanos,
                consentExpiryNanos);
    }

    /**
     * The same with another first retransmission. RFC 8445 section 14.3 asks for at least 500 ms;
     * less pays where datagrams are lost.
     */
    public IceTimings withRtoNanos(long nanos) {
        return new IceTimings(
                paceNanos,
                nanos,
                rtoMaxNanos,
                transmissionsMax,
                gatherCapNanos,
                connectTimeoutNanos,
                patienceNanos,
                nominationWaitNanos,
                consentIntervalNanos,
                consentExpiryNanos);
    }

    /** The same with other consent times. */
    public IceTimings withConsentNanos(long intervalNanos, long expiryNanos) {
        return new IceTimings(
                paceNanos,
                rtoNanos,
                rtoMaxNanos,
                transmissionsMax,
                gatherCapNanos,
                connectTimeoutNanos,
                patienceNanos,
                nominationWaitNanos,
                intervalNanos,
                expiryNanos);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
