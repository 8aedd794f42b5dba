package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TransferTest {
    @Test
    void everyMessageArrivesOnceOverAnyNetwork() {
        for (long seed = 0; seed < 40; seed++) {
            transfer(seed);
        }
    }

    private static void transfer(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pair pair = new Pair(seed);
        pair.lossy(
                0.3 * random.nextInt(4) / 3,
                random.nextBoolean() ? 0.1 : 0,
                random.nextBoolean() ? 30 * Pair.MILLI : 0);
        pair.openBoth();
        pair.a.association.connect(pair.now);
        pair.b.association.connect(pair.now);
        List<byte[]> sent = new ArrayList<>();
        int count = 30 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            byte[] message = message(random, i);
            int channel = random.nextInt(2);
            Endpoint from = random.nextBoolean() ? pair.a : pair.b;
            boolean accepted =
                    pair.runUntil(
                            () -> from.association.send(pair.now, channel, message, true),
                            100 * Pair.SECOND);
            assertThat(accepted).as("seed %d", seed).isTrue();
            sent.add(message);
        }
        pair.runUntil(
                () -> pair.a.messages.size() + pair.b.messages.size() >= count, 600 * Pair.SECOND);
        pair.run(30 * Pair.SECOND);

        List<Endpoint.Received> received = new ArrayList<>(pair.a.messages);
        received.addAll(pair.b.messages);
        assertThat(received).as("seed %d", seed).hasSize(count);
        for (byte[] message : sent) {
            assertThat(received)
                    .as("seed %d", seed)
                    .anyMatch(r -> Arrays.equals(r.payload(), message));
        }
        assertOrdered(seed, pair.a.messages);
        assertOrdered(seed, pair.b.messages);
        assertThat(pair.a.association.heldBytes()).as("seed %d", seed).isZero();
        assertThat(pair.b.association.heldBytes()).as("seed %d", seed).isZero();
    }

    /** Messages of four bytes and more carry their number. */
    private static byte[] message(SplittableRandom random, int number) {
        int length =
                switch (random.nextInt(6)) {
                    case 0 -> 4 + random.nextInt(20);
                    case 1 -> 1_150 + random.nextInt(30);
                    case 2 -> 65_535 - random.nextInt(3);
                    default -> 4 + random.nextInt(20_000);
                };
        byte[] message = new byte[length];
        random.nextBytes(message);
        Wire.put32(message, 0, number);
        return message;
    }

    private static void assertOrdered(long seed, List<Endpoint.Received> messages) {
        List<Integer> numbers =
                messages.stream()
                        .filter(r -> r.channel() == 0)
                        .map(r -> Wire.i32(r.payload(), 0))
                        .toList();
        assertThat(numbers).as("seed %d", seed).isSorted();
    }

    @Test
    void smallAndEmptyMessagesKeepTheirKind() {
        Pair pair = Pair.connected(5);
        for (int length = 0; length < 6; length++) {
            assertThat(pair.a.association.send(pair.now, 0, new byte[length], length % 2 == 0))
                    .isTrue();
        }
        pair.a.association.send(pair.now, 0, new byte[0], false);
        pair.run(Pair.SECOND);

        assertThat(pair.b.messages)
                .extracting(r -> r.payload().length)
                .containsExactly(0, 1, 2, 3, 4, 5, 0);
        assertThat(pair.b.messages)
                .extracting(Endpoint.Received::binary)
                .containsExactly(true, false, true, false, true, false, false);
    }
}
