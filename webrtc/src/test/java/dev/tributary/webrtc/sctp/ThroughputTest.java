package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Throughput in virtual time: deterministic, whatever the machine. */
final class ThroughputTest {
    private static final int MESSAGE_BYTES = 16_384;

    /** Payload bits per second over five seconds in which the sender never runs dry. */
    private static double bitsPerSecond(Pair pair, int channel) {
        pair.b.discard = true;
        byte[] message = new byte[MESSAGE_BYTES];
        long from = pair.now;
        long bytesFrom = pair.b.messageBytes;
        while (pair.now - from < 5 * Pair.SECOND) {
            while (pair.a.association.bufferedAmount(channel) < 256 * 1024
                    && pair.a.association.send(pair.now, channel, message, true)) {
                // fills up
            }
            pair.run(2 * Pair.MILLI);
        }
        return (pair.b.messageBytes - bytesFrom) * 8e9 / (pair.now - from);
    }

    private static Pair bottleneck(long seed, long rate, int queueBytes) {
        Pair pair = Pair.connected(seed);
        pair.ab.rate = rate;
        pair.ab.queueBytes = queueBytes;
        return pair;
    }

    @Test
    void fillsABottleneckOfTwentyMilliseconds() {
        for (long rate : new long[] {5_000_000, 20_000_000, 100_000_000}) {
            int bandwidthDelay = (int) (rate / 8 / 50);
            Pair pair = bottleneck(1, rate, Math.max(bandwidthDelay, 20_000));

            assertThat(bitsPerSecond(pair, 1)).as("of %d", rate).isGreaterThan(0.8 * rate);
        }
    }

    @Test
    void onePercentLossLeavesAUsableRate() {
        Pair pair = bottleneck(2, 20_000_000, 50_000);
        pair.ab.loss = 0.01;

        // Mathis et al. 1997: 1.22 * MTU / (RTT * sqrt(p)) is 5.8 Mbit/s here.
        assertThat(bitsPerSecond(pair, 1)).isBetween(3e6, 9e6);
        assertThat(pair.a.association.counter(SctpCounter.TIMEOUTS)).isLessThan(5);
    }

    @Test
    void wideOpenWindowAfterAPauseIsNoBurst() {
        Pair pair = bottleneck(3, 100_000_000, 2_000_000);
        bitsPerSecond(pair, 1);
        pair.run(5 * Pair.SECOND);
        assertThat(pair.a.association.heldBytes()).isZero();
        assertThat(pair.a.association.path().congestionWindowBytes()).isGreaterThan(200 * 1_191);
        pair.biggestBurst = 0;
        for (int i = 0; i < 20; i++) {
            pair.a.association.send(pair.now, 1, new byte[MESSAGE_BYTES], true);
        }
        long from = pair.now;
        assertThat(pair.runUntil(() -> pair.a.association.heldBytes() == 0, Pair.SECOND)).isTrue();

        // 32 full packets in bytes: a few more if some are the short ends of messages.
        assertThat(pair.biggestBurst).isBetween(20, 36);
        assertThat(pair.now - from).isLessThan(100 * Pair.MILLI);
    }

    @Test
    void reorderingAloneCostsLittle() {
        Pair pair = bottleneck(4, 20_000_000, 100_000);
        pair.ab.jitterNanos = Pair.MILLI;

        assertThat(bitsPerSecond(pair, 0)).isGreaterThan(0.7 * 20e6);
    }
}
