package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;

/**
 * The origin's word on a slice: a hash of each of its blocks, and a signature over them, the header
 * and the stream, so that neither bytes nor slices nor streams can be exchanged (reliability.md
 * 2.1).
 *
 * <p>A block is what fits a message that every browser takes, so that each message can be verified
 * by itself. The seal travels with a block of its slice, usually the first.
 *
 * @param keyId which of the origin's keys signed, 0..255
 * @param hashes SHA-256 of each block, one after the other
 * @param signature Ed25519 over {@link #signedBytes}
 */
public record Seal(int keyId, Payload hashes, Payload signature) {
    /** Bytes of a hash. */
    public static final int HASH_BYTES = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private static final int CONTEXT_HIGH = 0x54524942;
    private static final int CONTEXT_LOW = 0x5345414c;

    /** Checks the ranges. */
    public Seal {
        Check.range("keyId", keyId, 0, 255);
        Check.that(
                hashes.length() > 0 && hashes.length() % HASH_BYTES == 0,
                "a seal has whole hashes");
        Check.range("signature", signature.length(), SIGNATURE_BYTES, SIGNATURE_BYTES);
    }

    /** Returns the seal of a slice in a world without bytes. */
    public static Seal ofLength(SliceHeader header) {
        Payload hashes = Payload.ofLength(blocks(header) * HASH_BYTES);
        return new Seal(0, hashes, Payload.ofLength(SIGNATURE_BYTES));
    }

    /** Returns the number of blocks of a slice; the last one may be short. */
    public static int blocks(SliceHeader header) {
        int chunks = header.chunks();
        return (chunks + RoomSettings.BLOCK_CHUNKS - 1) / RoomSettings.BLOCK_CHUNKS;
    }

    /** Returns whether a run of chunks of a slice is made of whole blocks. */
    public static boolean aligned(SliceHeader header, int firstChunk, int chunkCount) {
        int end = firstChunk + chunkCount;
        return firstChunk % RoomSettings.BLOCK_CHUNKS == 0
                && (end % RoomSettings.BLOCK_CHUNKS == 0 || end == header.chunks());
    }

    /** Returns whether the seal has one hash for each block of a slice. */
    public boolean fits(SliceHeader header) {
        return hashes.length() == blocks(header) * HASH_BYTES;
    }

    /** Returns what the origin signs: a context, the stream, the header, the key and the hashes. */
    public byte[] signedBytes(StreamKey stream, SliceHeader header) {
        int size = 8 + WireSize.KEY + WireSize.of(header) + 1 + hashes.length();
        byte[] target = new byte[size];
        WireWriter out = new WireWriter(target, 0);
        out.fixed32(CONTEXT_HIGH);
        out.fixed32(CONTEXT_LOW);
        out.key(stream.high(), stream.low());
        out.header(header);
        out.u8(keyId);
        out.tail(hashes);
        Check.that(out.position() == size, "the signed bytes are as long as they say");
        return target;
    }

    int wireBytes() {
        return 1 + hashes.length() + SIGNATURE_BYTES;
    }

    /** Returns the encoded size of the seal of a slice. */
    static int wireBytes(SliceHeader header) {
        return 1 + blocks(header) * HASH_BYTES + SIGNATURE_BYTES;
    }
}
