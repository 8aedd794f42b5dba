package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
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
                () ->
                        pair.a.messages.size() + pair.b.messages.size() >= count
                                && pair.a.association.heldBytes() == 0
                                && pair.b.association.heldBytes() == 0,
                900 * Pair.SECOND);
        pair.run(10 * Pair.SECOND); // for what might come twice

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
    void numbersWrapAround() {
        // Both first TSNs are 0xfffffff0.
        RandomGenerator constant = () -> 0xfffffff0L << 32;
        Pair wrapping = new Pair(constant, 6);
        wrapping.openBoth();
        wrapping.lossy(0.01, 0, Pair.MILLI);
        wrapping.a.association.connect(wrapping.now);
        int count = 70_000; // more than there are stream sequence numbers
        for (int i = 0; i < count; i++) {
            byte[] message = new byte[4];
            Wire.put32(message, 0, i);
            wrapping.runUntil(
                    () -> wrapping.a.association.send(wrapping.now, 0, message, true),
                    10 * Pair.SECOND);
        }
        wrapping.runUntil(() -> wrapping.b.messages.size() == count, 100 * Pair.SECOND);

        assertThat(wrapping.b.messages).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(Wire.i32(wrapping.b.messages.get(i).payload(), 0)).isEqualTo(i);
        }
    }

    @Test
    void unorderedMessagesOvertakeAHole() {
        ScriptedPeer peer = ScriptedPeer.established(ScriptedPeer.INIT);
        peer.association.openNegotiated(peer.now, 1, "data", false);
        peer.say("00050011 00000103 0001 0000 00000035 0b000000");
        peer.say("00070011 00000101 0001 0000 00000035 01000000");
        peer.say("00060011 00000102 0001 0000 00000035 0a000000");

        assertThat(peer.endpoint.messages)
                .extracting(Endpoint.Received::payload)
                .containsExactly(new byte[] {1}, new byte[] {10, 11});
        peer.say("00070011 00000100 0001 0000 00000035 00000000");
        assertThat(peer.endpoint.messages).hasSize(3);
        assertThat(peer.association.heldBytes()).isZero();
    }

    @Test
    void ownerMayCallBack() {
        Pair pair = Pair.connected(7);
        pair.b.onMessage =
                received -> {
                    pair.b.association.send(pair.now, received.channel(), received.payload(), true);
                    pair.b.association.closeChannel(pair.now, received.channel());
                };
        pair.a.association.send(pair.now, 0, new byte[100], true);
        pair.a.association.send(pair.now, 1, new byte[100], true);
        pair.run(Pair.SECOND);

        assertThat(pair.a.messages).hasSize(2);
        assertThat(pair.a.events).endsWith("gone 0", "gone 1");
        pair.b.onLow = () -> pair.b.association.abort(pair.now);
        int id = pair.b.association.open(pair.now, "x", "", true);
        pair.b.association.send(pair.now, id, new byte[100_000 / 2], true);
        pair.run(Pair.SECOND);
        assertThat(pair.b.closed).isEqualTo(SctpCloseReason.ABORTED);
        assertThat(pair.a.closed).isEqualTo(SctpCloseReason.ABORTED_BY_PEER);
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
