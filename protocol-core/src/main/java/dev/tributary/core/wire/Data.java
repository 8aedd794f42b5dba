package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.slice.SliceHeader;

/**
 * Whole blocks of a slice, from a peer or from the edge.
 *
 * @param header the slice they belong to
 * @param firstChunk first chunk, from 0
 * @param chunkCount number of chunks, at least 1
 * @param hop links between the CDN and the receiver: 0 from the edge, 1 from a seed
 * @param seal the origin's word on the slice, or null; edges and viewers send it with the first
 *     chunk
 * @param payload the bytes of the chunks
 */
public record Data(
        SliceHeader header,
        int firstChunk,
        int chunkCount,
        int hop,
        @Nullable Seal seal,
        Payload payload)
        implements Message {
    /** The flag of a message with a seal. */
    static final int SEALED = 1;

    /** Largest hop count. */
    public static final int HOP_MAX = 255;

    /** Checks the ranges. */
    public Data {
        Check.range("firstChunk", firstChunk, 0, header.chunks() - 1);
        Check.range("chunkCount", chunkCount, 1, header.chunks() - firstChunk);
        Check.that(Seal.aligned(header, firstChunk, chunkCount), "media comes in whole blocks");
        Check.range("hop", hop, 0, HOP_MAX);
        Check.that(seal == null || seal.fits(header), "a seal fits its slice");
        int bytes = header.bytes(firstChunk, chunkCount);
        Check.range("payload", payload.length(), bytes, bytes);
    }

    /**
     * Returns the most bytes that a message of chunks of a slice has besides the payload.
     *
     * @param sealed whether it has a seal
     */
    public static int bytesBesidesPayload(SliceHeader header, boolean sealed) {
        return WireSize.FRAME
                + WireSize.of(header)
                + 2 * WireSize.of(header.chunks())
                + WireSize.HOP
                + (sealed ? Seal.wireBytes(header) : 0);
    }

    @Override
    public int flags() {
        return seal == null ? 0 : SEALED;
    }

    @Override
    public Type type() {
        return Type.DATA;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME
                + WireSize.of(header)
                + WireSize.of(firstChunk)
                + WireSize.of(chunkCount)
                + WireSize.HOP
                + (seal == null ? 0 : seal.wireBytes())
                + payload.length();
    }

    @Override
    public void write(WireWriter out) {
        out.header(header);
        out.varint(firstChunk);
        out.varint(chunkCount);
        out.u8(hop);
        if (seal != null) {
            out.u8(seal.keyId());
            out.tail(seal.hashes());
            out.tail(seal.signature());
        }
        out.tail(payload);
    }

    static Data read(WireReader in) throws MalformedMessageException {
        SliceHeader header = in.header();
        int chunks = header.chunks();
        int firstChunk = in.varint("firstChunk", 0, chunks - 1);
        int chunkCount = in.varint("chunkCount", 1, chunks - firstChunk);
        if (!Seal.aligned(header, firstChunk, chunkCount)) {
            throw in.malformed("whole blocks before");
        }
        int hop = in.u8("hop");
        Seal seal = in.flags() == SEALED ? seal(in, header) : null;
        Payload payload = in.tail("payload", header.bytes(firstChunk, chunkCount));
        return new Data(header, firstChunk, chunkCount, hop, seal, payload);
    }

    private static Seal seal(WireReader in, SliceHeader header) throws MalformedMessageException {
        int keyId = in.u8("keyId");
        Payload hashes = in.bytes("hashes", Seal.blocks(header) * Seal.HASH_BYTES);
        return new Seal(keyId, hashes, in.bytes("signature", Seal.SIGNATURE_BYTES));
    }
}
