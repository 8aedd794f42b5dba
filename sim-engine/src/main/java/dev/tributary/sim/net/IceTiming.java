package dev.tributary.sim.net;

import dev.tributary.core.base.Time;
import dev.tributary.sim.kernel.RandomStream;

/**
 * How long the stages of opening a connection take (theory.md 1.11).
 *
 * <p>Every stage is a pure function of its draws, so that a world can send real messages through
 * the tracker between them: make, gather, offer, make, gather, answer, pace, check, secure. {@link
 * #fullNanos} and {@link #trickleNanos} compose them in closed form.
 */
public final class IceTiming {
    /** DTLS 1.2 takes two round trips and SCTP two. */
    private static final long SECURE_ROUND_TRIPS = 4;

    private IceTiming() {}

    /**
     * The stages of one connection that its two sides and the tracker determine.
     *
     * @param offerer gathering of the side that calls
     * @param answerer gathering of the side that is called
     * @param signalNanos one way from a side through the tracker to the other
     * @param afterNanos pacing, checks and securing together
     */
    public record Stages(
            Gathering offerer, Gathering answerer, long signalNanos, long afterNanos) {}

    /**
     * Gathers candidates. With probability {@link IceConfig#deadCandidateShare} one source never
     * answers, so that gathering is complete only at the cap.
     */
    public static Gathering gather(
            RandomStream stream, long stunRttNanos, double lossProbability, IceConfig config) {
        boolean dead = stream.bernoulli(config.deadCandidateShare());
        long waited = StunRetransmission.waitNanos(stream, exchangeLoss(lossProbability));
        if (waited == StunRetransmission.GAVE_UP) {
            return new Gathering(Time.NEVER, config.gatheringCapNanos());
        }
        long reflexive = waited + stunRttNanos;
        long complete = dead ? Math.max(reflexive, config.gatheringCapNanos()) : reflexive;
        return new Gathering(reflexive, complete);
    }

    /** One way through the tracker: half of either side's round trip plus the tracker's time. */
    public static long signalNanos(long rttNanosA, long rttNanosB, IceConfig config) {
        return (rttNanosA + rttNanosB) / 2 + config.signallingNanos();
    }

    /** How long the working pair waits for its turn to be checked. */
    public static long paceNanos(RandomStream stream, IceConfig config) {
        int places = config.pacingStepsMax() + 1;
        return config.pacingNanos() * (int) (stream.nextDouble() * places);
    }

    /**
     * From the first check of the working pair to its nomination: one and a half round trips plus
     * retransmissions. {@link Time#NEVER} if every check was lost.
     */
    public static long checkNanos(RandomStream stream, long rttNanos, double lossProbability) {
        long waited = StunRetransmission.waitNanos(stream, exchangeLoss(lossProbability));
        return waited == StunRetransmission.GAVE_UP ? Time.NEVER : waited + rttNanos + rttNanos / 2;
    }

    /** DTLS and SCTP handshakes; their own losses are not modelled. */
    public static long secureNanos(long rttNanos, IceConfig config) {
        return SECURE_ROUND_TRIPS * rttNanos + config.cryptoNanos();
    }

    /**
     * Whether an attempt succeeds; one that does not is reported after {@link
     * IceConfig#connectTimeoutNanos}. Takes two draws always, so that a change of one host's NAT
     * leaves later draws alone.
     *
     * @param ipv4Possible the NAT matrix allows the pair
     * @param ipv6Possible both hosts have IPv6
     */
    public static boolean connects(
            RandomStream stream, boolean ipv4Possible, boolean ipv6Possible, IceConfig config) {
        boolean ipv4 = stream.nextDouble() < config.ipv4Success();
        boolean ipv6 = stream.nextDouble() < config.ipv6Success();
        return (ipv4Possible && ipv4) || (ipv6Possible && ipv6);
    }

    /** From the call to the open channel when candidates travel inside offer and answer. */
    public static long fullNanos(Stages stages, IceConfig config) {
        return 2 * config.makeNanos()
                + stages.offerer().completeNanos()
                + stages.answerer().completeNanos()
                + 2 * stages.signalNanos()
                + stages.afterNanos();
    }

    /**
     * The same when candidates follow as they are found: checks start once both are known. Both
     * sides must have one.
     */
    public static long trickleNanos(Stages stages, IceConfig config) {
        long offererKnown =
                config.makeNanos() + stages.offerer().firstCandidateNanos() + stages.signalNanos();
        long answererKnown =
                2 * config.makeNanos()
                        + stages.answerer().firstCandidateNanos()
                        + 2 * stages.signalNanos();
        return Math.max(offererKnown, answererKnown) + stages.afterNanos();
    }

    /** A request or its response. */
    private static double exchangeLoss(double lossProbability) {
        return 1 - (1 - lossProbability) * (1 - lossProbability);
    }
}
