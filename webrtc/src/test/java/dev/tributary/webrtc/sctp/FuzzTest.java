package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes from outside never cause an exception, and never more memory than the limits say. */
final class FuzzTest {
    private static final int INPUTS = 300_000;
    private static final int INPUTS_PER_ROUND = 2_000;

    @Test
    void nothingFromOutsideBreaksAnAssociation() {
        int inputs = 0;
        int rounds = 0;
        while (inputs < INPUTS) {
            inputs += round(rounds++);
        }
        // An input ends a round by a violation; most must find an association that lives.
        assertThat(inputs / rounds).isGreaterThan(100);
    }

    /** Returns the number of inputs that were taken. */
    private static int round(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pair pair = seed % 8 == 0 ? new Pair(seed) : Pair.connected(seed);
        SctpAssociation victim = pair.b.association;
        SctpConfig config = SctpConfig.defaults();
        long limit =
                config.receiveWindowBytes()
                        + 2L * config.messageBytesMax()
                        + config.sendBufferBytes()
                        + 100_000;
        List<byte[]> valid = new ArrayList<>();
        pair.b.discard = true;
        int i = 0;
        for (; i < INPUTS_PER_ROUND && pair.b.closed == null; i++) {
            try {
                HostilePackets.converse(pair, random, valid);
                byte[] packet = HostilePackets.next(pair, random, valid);
                victim.onPacket(pair.now, packet, 0, packet.length);
                if (random.nextInt(50) == 0) {
                    victim.onTimer(pair.now);
                }
            } catch (RuntimeException e) {
                fail("seed " + seed + " input " + i, e);
            }
            pair.b.packets.clear();
            pair.b.events.clear();
            assertThat(victim.heldBytes()).as("seed %d", seed).isLessThan(limit);
        }
        return i;
    }
}
