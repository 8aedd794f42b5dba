package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What a hostile peer sends: noise, damaged packets of a real conversation, chunks made up. */
final class HostilePackets {
    /** Chunk types worth having often. */
    private static final int[] TYPES = {
        0, 0, 0, 1, 2, 3, 3, 4, 5, 8, 9, 10, 11, 14, 130, 130, 132, 192
    };

    private HostilePackets() {}

    /** Real traffic between the inputs, so that there is state to damage. */
    static void converse(Pair pair, SplittableRandom random, List<byte[]> valid) {
        if (random.nextInt(4) != 0) {
            return;
        }
        SctpAssociation a = pair.a.association;
        switch (random.nextInt(8)) {
            case 0 -> a.open(pair.now, "x", "", random.nextBoolean());
            case 1 -> a.closeChannel(pair.now, random.nextInt(6));
            default ->
                    a.send(
                            pair.now,
                            random.nextInt(4),
                            new byte[random.nextInt(random.nextInt(8) == 0 ? 4_000 : 1_000)],
                            true);
        }
        pair.b.association.send(
                pair.now,
                random.nextInt(2),
                new byte[random.nextInt(random.nextInt(8) == 0 ? 4_000 : 1_000)],
                true);
        for (byte[] packet : pair.a.packets) {
            valid.add(packet);
        }
        pair.a.packets.clear();
        while (valid.size() > 50) {
            valid.remove(random.nextInt(valid.size()));
        }
        pair.now += random.nextInt(50) * Pair.MILLI;
        a.onTimer(pair.now);
    }

    static byte[] next(Pair pair, SplittableRandom random, List<byte[]> valid) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] packet;
        if (kind < 6 && !valid.isEmpty()) {
            packet = valid.get(random.nextInt(valid.size())).clone();
            int flips = random.nextInt(4);
            for (int i = 0; i < flips; i++) {
                packet[12 + random.nextInt(packet.length - 12)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(10) == 0) {
                packet = Arrays.copyOf(packet, 16 + random.nextInt(packet.length - 15));
            }
        } else {
            packet = chunks(pair, random);
        }
        ScriptedPeer.seal(packet);
        return packet;
    }

    /** Well-formed chunks with random values near those that matter. */
    private static byte[] chunks(Pair pair, SplittableRandom random) {
        byte[] packet = new byte[12 + 4 * (1 + random.nextInt(60))];
        random.nextBytes(packet);
        Wire.put32(packet, 0, 5000 << 16 | 5000);
        Wire.put32(packet, 4, tag(pair, 1));
        int at = 12;
        while (at + 4 <= packet.length) {
            int length = Math.min(packet.length - at, 4 + random.nextInt(40));
            int type = TYPES[random.nextInt(TYPES.length)];
            if (type == ChunkType.DATA) {
                length = Math.min(packet.length - at, 17 + random.nextInt(24));
            }
            packet[at] = (byte) (random.nextInt(20) == 0 ? random.nextInt(256) : type);
            Wire.put16(packet, at + 2, length);
            if (at + 8 <= packet.length && random.nextInt(4) != 0) {
                Wire.put32(packet, at + 4, near(pair, random));
            }
            if (packet[at] == ChunkType.DATA && random.nextInt(1_000) != 0) {
                packet[at + 1] = (byte) (random.nextInt(4) << 2 | 3); // whole: no contradiction
            }
            if (at + 12 <= packet.length && random.nextInt(2) != 0) {
                Wire.put32(packet, at + 8, random.nextInt(4) << 16 | random.nextInt(4));
            }
            at += Wire.padded(length);
        }
        if (packet[12] == ChunkType.INIT) {
            Wire.put32(packet, 4, 0);
        }
        return packet;
    }

    /** Close to the TSN that the victim expects, or a parameter header. */
    private static int near(Pair pair, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return (13 + random.nextInt(6)) << 16 | random.nextInt(40);
        }
        return tag(pair, 2) + random.nextInt(200) - 50;
    }

    /** From the generator of the pair: 1 is the victim's tag, 2 the other side's first TSN. */
    private static int tag(Pair pair, int which) {
        return which == 1 ? pair.b.association.localTag() : pair.a.association.initialTsn();
    }
}
