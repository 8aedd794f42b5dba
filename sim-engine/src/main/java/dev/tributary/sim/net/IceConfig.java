package dev.tributary.sim.net;

/**
 * Timers and odds of opening a WebRTC connection.
 *
 * @param makeNanos creating the connection object and its description
 * @param signallingNanos what the tracker adds to one forwarded message
 * @param pacingNanos interval between connectivity checks (libwebrtc's weak rate)
 * @param pacingStepsMax the pair that works is the first to this plus first to be checked, each
 *     place equally likely
 * @param cryptoNanos computing of the DTLS handshake
 * @param deadCandidateShare share of hosts with a candidate source that never answers
 * @param gatheringCapNanos after which gathering counts as complete all the same
 * @param connectTimeoutNanos after which an attempt is given up, from the other side's description
 *     on
 * @param ipv4Success share of IPv4 attempts that succeed where {@link
 *     dev.tributary.core.nat.NatMatrix} allows them
 * @param ipv6Success share of IPv6 attempts that succeed between two IPv6 hosts
 */
public record IceConfig(
        long makeNanos,
        long signallingNanos,
        long pacingNanos,
        int pacingStepsMax,
        long cryptoNanos,
        double deadCandidateShare,
        long gatheringCapNanos,
        long connectTimeoutNanos,
        double ipv4Success,
        double ipv6Success) {
    /** Rejects negative times and shares outside 0 to 1. */
    public IceConfig {
        requireTime("makeNanos", makeNanos);
        requireTime("signallingNanos", signallingNanos);
        requireTime("pacingNanos", pacingNanos);
        requireTime("pacingStepsMax", pacingStepsMax);
        requireTime("cryptoNanos", cryptoNanos);
        requireTime("gatheringCapNanos", gatheringCapNanos);
        requireTime("connectTimeoutNanos", connectTimeoutNanos);
        requireShare("deadCandidateShare", deadCandidateShare);
        requireShare("ipv4Success", ipv4Success);
        requireShare("ipv6Success", ipv6Success);
    }

    /** The preset of theory.md 1.11 and 2.10; one place among four by fit to its table. */
    public static IceConfig defaults() {
        return new IceConfig(
                15_000_000L,
                2_000_000L,
                48_000_000L,
                3,
                5_000_000L,
                0.20,
                5_000_000_000L,
                8_000_000_000L,
                0.95,
                0.90);
    }

    private static void requireTime(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }
}
