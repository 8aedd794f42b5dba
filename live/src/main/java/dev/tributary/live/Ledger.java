package dev.tributary.live;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the encoder really made: a hash of every slice, kept apart from everything under test. */
final class Ledger {
    private final Map<Integer, Entry> slices = new ConcurrentHashMap<>();

    /** One slice. */
    private record Entry(SliceHeader header, Payload hash) {}

    void add(SliceHeader header, byte[] media) {
        slices.put(header.slice(), new Entry(header, hash(media)));
    }

    /** Returns whether a slice is what the encoder made, byte for byte. */
    boolean genuine(SliceHeader header, byte[] media) {
        Entry entry = slices.get(header.slice());
        return entry != null && entry.header.equals(header) && entry.hash.equals(hash(media));
    }

    int newest() {
        return slices.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static Payload hash(byte[] media) {
        try {
            return Payload.of(MessageDigest.getInstance("SHA-256").digest(media));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
