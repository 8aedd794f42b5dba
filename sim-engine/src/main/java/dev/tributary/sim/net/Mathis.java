package dev.tributary.sim.net;

/**
 * Throughput of a loss-based congestion control: Mathis, Semke, Mahdavi and Ott, "The macroscopic
 * behavior of the TCP congestion avoidance algorithm", 1997; without delayed acknowledgements.
 */
public final class Mathis {
    private static final double CONSTANT_SQUARED = 1.5;
    private static final double BITS_PER_BYTE = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    private Mathis() {}

    /**
     * {@code (MSS / RTT) * sqrt(1.5 / p)}.
     *
     * @param segmentBytes payload of a full packet
     * @param lossProbability 0 (then {@link AccessLink#UNLIMITED}) to 1
     */
    public static long bitsPerSecond(int segmentBytes, long rttNanos, double lossProbability) {
        if (lossProbability <= 0 || rttNanos <= 0) {
            return AccessLink.UNLIMITED;
        }
        double segmentsPerRtt = StrictMath.sqrt(CONSTANT_SQUARED / lossProbability);
        return (long) (segmentBytes * BITS_PER_BYTE * NANOS_PER_SECOND / rttNanos * segmentsPerRtt);
    }
}
