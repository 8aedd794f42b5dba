package dev.tributary.transport.journal;

import dev.tributary.core.wire.Payload;
import java.nio.ByteBuffer;

/** A rolling 64-bit hash: finds differences, keeps nobody from making collisions. */
final class Digest {
    /** 2^64 divided by the golden ratio, odd. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long state = SPREAD;

    void add(long value) {
        state = Long.rotateLeft((state ^ value) * SPREAD, 29);
    }

    void add(byte[] bytes) {
        add(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.remaining() >= Long.BYTES) {
            add(in.getLong());
        }
        long last = 0;
        while (in.hasRemaining()) {
            last = (last << 8) | (in.get() & 0xff);
        }
        add(last);
    }

    long value() {
        long h = state;
        h = (h ^ (h >>> 32)) * SPREAD;
        return h ^ (h >>> 29);
    }

    /** Returns the digest of a payload's bytes; 0 when it has none. */
    static long of(Payload payload) {
        if (!payload.hasBytes()) {
            return 0;
        }
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        Digest digest = new Digest();
        digest.add(bytes);
        long value = digest.value();
        return value == 0 ? 1 : value;
    }

    /** Returns bytes that stand for those of a digest: equal when the digests are. */
    static Payload stand(long digest, int length) {
        if (digest == 0) {
            return Payload.ofLength(length);
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (digest >>> (8 * (i % Long.BYTES)));
        }
        return Payload.of(bytes);
    }
}
