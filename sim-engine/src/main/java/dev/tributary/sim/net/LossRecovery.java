package dev.tributary.sim.net;

import dev.tributary.sim.kernel.RandomStream;

/**
 * What packet loss costs one message on a reliable, unordered data channel.
 *
 * <p>Model: every packet is lost independently. The lost ones are all found missing by gap reports
 * and sent again together one round trip plus {@value #DETECTION_NANOS} ns after they should have
 * arrived; of those, each is lost again with the same probability, and so on. Other messages are
 * not held up (no head-of-line blocking). There is always later traffic to report the gap: no tail
 * loss timeouts.
 *
 * @param extraNanos how much later than without loss the last packet arrives
 * @param retransmittedPackets all packets sent again, each time counted
 */
public record LossRecovery(long extraNanos, int retransmittedPackets) {
    /** No packet lost. */
    public static final LossRecovery NONE = new LossRecovery(0, 0);

    /** More than all rounding of the logarithms, less than any difference to the results. */
    private static final double ABOVE_ROUNDING = 1 + 1e-9;

    /** Three later packets and an early acknowledgement; an assumption. */
    private static final long DETECTION_NANOS = 5_000_000L;

    /**
     * Draws the fate of a message.
     *
     * @param packets at least 0
     * @param lossProbability 0 to below 1
     */
    public static LossRecovery draw(
            RandomStream stream, int packets, long rttNanos, double lossProbability) {
        int lost = lostPackets(stream, packets, lossProbability);
        if (lost == 0) {
            return NONE;
        }
        int rounds = 0;
        int retransmitted = 0;
        while (lost > 0) {
            rounds++;
            retransmitted += lost;
            lost = lostPackets(stream, lost, lossProbability);
        }
        return new LossRecovery(rounds * (rttNanos + DETECTION_NANOS), retransmitted);
    }

    /** A binomial draw by jumping from loss to loss: one raw value per loss and one more. */
    static int lostPackets(RandomStream stream, int packets, double lossProbability) {
        if (lossProbability <= 0 || packets == 0) {
            return 0;
        }
        double draw = stream.nextDouble();
        if (draw >= packets * lossProbability * ABOVE_ROUNDING) {
            // -log(1 - x) is convex and 0 at 0, so position >= packets without the logarithms.
            return 0;
        }
        double logSurvival = StrictMath.log1p(-lossProbability);
        int lost = 0;
        double position = survivors(draw, logSurvival);
        while (position < packets) {
            lost++;
            position += 1 + survivors(stream.nextDouble(), logSurvival);
        }
        return lost;
    }

    /** How many packets get through before the next is lost: geometric. */
    private static double survivors(double draw, double logSurvival) {
        return StrictMath.floor(StrictMath.log1p(-draw) / logSurvival);
    }
}
