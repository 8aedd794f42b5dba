package dev.tributary.webrtc.sctp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Broken and hostile packets for associations amid real traffic. Nothing may be thrown, and an
 * association may never hold more memory than its limits say.
 */
final class SctpFuzz {
    /** Then another association takes over, so that not all is tried on one that is odd. */
    private static final int INPUTS_PER_ROUND = 2_000;

    private long seed;
    private long inputs;
    private long rounds;
    private long violations;
    private long refused;
    private long messages;

    SctpFuzz(long seed) {
        this.seed = seed;
    }

    /** Runs so many executions; arguments: their number, and a seed. */
    public static void main(String[] arguments) {
        long count = Long.parseLong(arguments[0]);
        SctpFuzz fuzz = new SctpFuzz(Long.parseLong(arguments[1]));
        fuzz.run(count);
        System.out.println(fuzz);
    }

    void run(long executions) {
        while (inputs < executions) {
            round(seed++);
        }
    }

    /** Packets that an association took before one ended it, on average. */
    long inputsPerRound() {
        return inputs / rounds;
    }

    private void round(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pair pair = seed % 8 == 0 ? new Pair(seed) : Pair.connected(seed);
        SctpAssociation victim = pair.b.association;
        SctpConfig config = SctpConfig.defaults();
        long limit =
                config.receiveWindowBytes()
                        + 2L * config.messageBytesMax()
                        + config.sendBufferBytes()
                        + 100_000;
        List<byte[]> valid = handshake(seed);
        pair.b.discard = true;
        rounds++;
        for (int i = 0; i < INPUTS_PER_ROUND && pair.b.closed == null; i++) {
            try {
                HostilePackets.converse(pair, random, valid);
                byte[] packet = HostilePackets.next(pair, random, valid);
                victim.onPacket(pair.now, packet, 0, packet.length);
                if (random.nextInt(50) == 0) {
                    victim.onTimer(pair.now);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " input " + i, e);
            }
            inputs++;
            pair.b.forget();
            if (victim.heldBytes() >= limit) {
                throw new AssertionError(
                        "seed " + seed + " input " + i + " holds " + victim.heldBytes());
            }
        }
        messages += pair.b.messageBytes;
        violations += pair.b.closed == null ? 0 : 1;
        refused += victim.counter(SctpCounter.MALFORMED);
    }

    /** INIT and COOKIE ECHO, good for the victim: tags and keys follow from the seed. */
    private static List<byte[]> handshake(long seed) {
        Pair pair = new Pair(seed);
        List<byte[]> said = new ArrayList<>();
        pair.a.association.connect(pair.now);
        for (int i = 0; i < 2; i++) {
            byte[] packet = pair.a.packets.remove();
            said.add(packet);
            pair.b.association.onPacket(pair.now, packet, 0, packet.length);
            byte[] answer = pair.b.packets.remove();
            pair.a.association.onPacket(pair.now, answer, 0, answer.length);
        }
        return said;
    }

    @Override
    public String toString() {
        return "%d packets to %d associations: %d ended one, %d malformed, %d bytes delivered"
                .formatted(inputs, rounds, violations, refused, messages);
    }
}
