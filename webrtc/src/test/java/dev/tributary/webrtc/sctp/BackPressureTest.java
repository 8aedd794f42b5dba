package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BackPressureTest {
    private static final byte[] MESSAGE = new byte[50_000];

    @Test
    void slowReceiverStopsTheSenderAndLosesNothing() {
        Pair pair = Pair.connected(1);
        pair.b.association.pause(pair.now, true);
        int accepted = 0;
        for (int i = 0; i < 1_000; i++) {
            accepted += pair.a.association.send(pair.now, 0, MESSAGE, true) ? 1 : 0;
            pair.run(10 * Pair.MILLI);
        }
        pair.run(60 * Pair.SECOND);

        SctpConfig config = SctpConfig.defaults();
        assertThat(pair.b.messages).isEmpty();
        assertThat(pair.b.association.heldBytes())
                .isBetween(
                        config.receiveWindowBytes() - 70_000L,
                        config.receiveWindowBytes() + 2L * config.messageBytesMax());
        assertThat(pair.a.association.heldBytes())
                .isBetween(config.sendBufferBytes() - 150_000L, (long) config.sendBufferBytes());
        assertThat(accepted).isLessThan(65);

        pair.run(600 * Pair.SECOND);
        assertThat(pair.a.closed).as("a shut window is no failure").isNull();

        pair.b.association.pause(pair.now, false);
        pair.run(10 * Pair.SECOND);
        assertThat(pair.b.messages).hasSize(accepted);
        assertThat(pair.a.association.heldBytes()).isZero();
        assertThat(pair.a.lows).isPositive();
    }

    @Test
    void refusedSenderIsToldWhenHalfTheBufferIsFree() {
        Pair pair = Pair.connected(2);
        int accepted = 0;
        while (pair.a.association.send(pair.now, 0, MESSAGE, true)) {
            accepted++;
        }
        assertThat(accepted).isEqualTo((2 << 20) / (50_000 + 64));
        pair.a.association.bufferedAmountLowThreshold(0, Long.MAX_VALUE);
        assertThat(pair.runUntil(() -> pair.a.lows > 0, 10 * Pair.SECOND)).isTrue();

        assertThat(pair.a.association.heldBytes()).isBetween(900_000L, 1L << 20);
    }

    @Test
    void bufferedAmountFallsToTheThresholdOnce() {
        Pair pair = Pair.connected(3);
        pair.ab.rate = 10_000_000;
        pair.a.association.bufferedAmountLowThreshold(0, 65_536);
        for (int i = 0; i < 10; i++) {
            pair.a.association.send(pair.now, 0, MESSAGE, true);
        }
        assertThat(pair.a.association.bufferedAmount(0)).isGreaterThan(480_000);
        assertThat(pair.runUntil(() -> pair.a.lows > 0, 10 * Pair.SECOND)).isTrue();
        assertThat(pair.a.association.bufferedAmount(0)).isBetween(1L, 65_536L);
        pair.run(10 * Pair.SECOND);
        assertThat(pair.a.lows).isEqualTo(1);
        assertThat(pair.a.association.bufferedAmount(0)).isZero();
    }

    @Test
    void manyTinyMessagesAreBoundedToo() {
        Pair pair = Pair.connected(4);
        int accepted = 0;
        while (pair.a.association.send(pair.now, 1, new byte[0], true)) {
            accepted++;
        }
        assertThat(accepted).isLessThanOrEqualTo((2 << 20) / 64);
        int expected = accepted;
        assertThat(pair.runUntil(() -> pair.b.messages.size() == expected, 60 * Pair.SECOND))
                .isTrue();
    }
}
