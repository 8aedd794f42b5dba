package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an association says that it holds is what the heap holds of it, whoever the peer is. */
@Tag("slow")
final class HeldMemoryTest {
    private static final int VICTIMS = 8;
    private static final int PACKETS = 16_383;
    private static final int CHANNELS = 256;
    private static final int PAIRS = 64;
    private static final int FUZZ_PACKETS = 2_000;

    /** An association that holds nothing; it was 10 KB. */
    private static final long IDLE_BYTES_MAX = 32 << 10;

    /** Each channel that is open; it was 220 bytes. */
    private static final long CHANNEL_BYTES_MAX = 384;

    /** What a peer leaves behind: the bytes of the packet number {@code i}, from 1. */
    private enum Attack {
        WHOLE_MESSAGES_BEYOND_A_HOLE {
            @Override
            byte[] packet(int i) {
                return data(7, i, 1, 0, 1_160);
            }
        },
        LARGE_MESSAGES_BEYOND_A_HOLE {
            @Override
            byte[] packet(int i) {
                return data(7, i, 1, 0, 1_980);
            }
        },
        TINY_MESSAGES_BEYOND_A_HOLE {
            @Override
            byte[] packet(int i) {
                return data(7, i, 1, 0, 1);
            }
        },
        BEGINNINGS {
            @Override
            byte[] packet(int i) {
                return data(2, i, 1, i, 1_160);
            }
        },
        TINY_BEGINNINGS {
            @Override
            byte[] packet(int i) {
                return data(2, i, 1, i, 1);
            }
        },
        FRAGMENTS_FAR_APART {
            @Override
            byte[] packet(int i) {
                return data(0, 1 + 64 * (i % 255), 1, i, 1);
            }
        },
        MESSAGES_OUT_OF_ORDER {
            @Override
            byte[] packet(int i) {
                return data(3, i - 1, i % 1_024, 1 + i / 1_024, 1 + i % 100);
            }
        },
        MESSAGES_TO_AN_OWNER_THAT_PAUSES {
            @Override
            byte[] packet(int i) {
                return data(7, i - 1, 1, 0, 1 + i % 10);
            }
        },
        CHANNELS_WITH_LONG_NAMES {
            @Override
            byte[] packet(int i) {
                byte[] packet = data(3, i - 1, 2 * i % 1_024, 0, 12 + 1_024);
                Wire.put32(packet, AT + 12, DataChannels.PPID_DCEP);
                Wire.put32(packet, AT + 16, 0x03000000);
                Wire.put16(packet, AT + 24, 1_024);
                return packet;
            }
        };

        /** Where the chunk begins. */
        private static final int AT = 12;

        abstract byte[] packet(int i);

        private static byte[] data(int flags, int ahead, int stream, int ssn, int bytes) {
            byte[] packet = new byte[AT + Wire.padded(ChunkType.DATA_HEADER_BYTES + bytes)];
            Wire.put32(packet, 0, 5000 << 16 | 5000);
            Wire.put32(packet, 4, ScriptedPeer.LOCAL);
            Wire.put16(packet, AT, flags);
            Wire.put16(packet, AT + 2, ChunkType.DATA_HEADER_BYTES + bytes);
            Wire.put32(packet, AT + 4, ScriptedPeer.PEER_TSN + ahead);
            Wire.put16(packet, AT + 8, stream);
            Wire.put16(packet, AT + 10, ssn);
            Wire.put32(packet, AT + 12, DataChannels.PPID_BINARY);
            return packet;
        }
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void peerCannotMakeUsHoldMoreThanWeCount(Attack attack) {
        attacked(attack); // loads what it needs
        List<ScriptedPeer> victims = new ArrayList<>();
        long before = heapBytes();
        for (int v = 0; v < VICTIMS; v++) {
            victims.add(attacked(attack));
        }
        long heap = heapBytes() - before;
        long counted = 0;
        for (ScriptedPeer victim : victims) {
            assertThat(victim.endpoint.closed).isNull();
            counted += victim.association.heldBytes();
        }
        int channels = attack == Attack.CHANNELS_WITH_LONG_NAMES ? CHANNELS : 1;
        assertThat((heap - counted) / VICTIMS)
                .as("not counted, of %d counted", counted / VICTIMS)
                .isLessThan(IDLE_BYTES_MAX + channels * CHANNEL_BYTES_MAX);
    }

    private static ScriptedPeer attacked(Attack attack) {
        ScriptedPeer victim = ScriptedPeer.established(ScriptedPeer.INIT_RESETS);
        victim.endpoint.discard = true;
        victim.association.openNegotiated(victim.now, 1, "data", false);
        if (attack == Attack.MESSAGES_TO_AN_OWNER_THAT_PAUSES) {
            victim.association.pause(victim.now, true);
        }
        for (int i = 1; i <= PACKETS; i++) {
            byte[] packet = attack.packet(i);
            ScriptedPeer.seal(packet);
            victim.association.onPacket(victim.now, packet, 0, packet.length);
            victim.endpoint.forget();
        }
        return victim;
    }

    @Test
    void fuzzedAssociationHoldsWhatItCounts() {
        int[] packets = new int[PAIRS];
        for (int seed = 0; seed < PAIRS; seed++) {
            packets[seed] = fuzz(Pair.connected(seed), seed, FUZZ_PACKETS);
        }
        List<Pair> pairs = new ArrayList<>();
        long before = heapBytes();
        for (int seed = 0; seed < PAIRS; seed++) {
            Pair pair = Pair.connected(seed);
            fuzz(pair, seed, packets[seed]);
            pairs.add(pair);
        }
        long heap = heapBytes() - before;
        long counted = 0;
        for (Pair pair : pairs) {
            assertThat(pair.b.closed).isNull();
            counted += pair.a.association.heldBytes() + pair.b.association.heldBytes();
        }
        assertThat(counted).as("something is held").isGreaterThan(PAIRS * 20_000);
        assertThat((heap - counted) / PAIRS)
                .as("not counted, of %d counted", counted / PAIRS)
                .isLessThan(2 * IDLE_BYTES_MAX);
    }

    /** Returns the number of packets that the association survives. */
    private static int fuzz(Pair pair, int seed, int packets) {
        SplittableRandom random = new SplittableRandom(seed);
        pair.b.discard = true;
        pair.a.discard = true;
        pair.b.association.pause(pair.now, true);
        List<byte[]> valid = new ArrayList<>();
        int sent = 0;
        while (sent < packets) {
            HostilePackets.converse(pair, random, valid);
            byte[] packet = HostilePackets.next(pair, random, valid);
            pair.b.association.onPacket(pair.now, packet, 0, packet.length);
            pair.a.forget();
            pair.b.forget();
            if (pair.b.closed != null) {
                return sent;
            }
            sent++;
        }
        return sent;
    }

    private static long heapBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
