package dev.tributary.transport.seal;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.StreamKey;
import java.security.DigestException;
import java.security.MessageDigest;

/** Seals the slices of one stream at its origin (reliability.md 2.1); one caller at a time. */
public final class SliceSealer {
    /** Bytes of a block, the unit that is hashed. */
    public static final int BLOCK_BYTES = RoomSettings.BLOCK_CHUNKS * RoomSettings.CHUNK_BYTES;

    private final StreamKey stream;
    private final OriginKeys keys;
    private final MessageDigest sha256 = Ed25519.sha256();

    /** Creates the sealer of one stream. */
    public SliceSealer(StreamKey stream, OriginKeys keys) {
        this.stream = stream;
        this.keys = keys;
    }

    /** Returns the seal of a slice with its bytes. */
    public Seal seal(SliceHeader header, byte[] media) {
        Check.that(media.length == header.sizeBytes(), "a slice has the bytes it says");
        byte[] hashes = new byte[Seal.blocks(header) * Seal.HASH_BYTES];
        for (int at = 0, to = 0; to < hashes.length; at += BLOCK_BYTES, to += Seal.HASH_BYTES) {
            hash(media, at, Math.min(BLOCK_BYTES, media.length - at), hashes, to);
        }
        Seal open = seal(hashes, new byte[Ed25519.SIGNATURE_BYTES]);
        return seal(hashes, Ed25519.sign(keys.signing(), open.signedBytes(stream, header)));
    }

    /** Returns the signature of an encoded index. */
    public byte[] signIndex(byte[] index) {
        return Ed25519.sign(keys.signing(), SealCheck.text(SealCheck.INDEX, stream, index));
    }

    /** Returns the signature of the FLV header and configuration of the stream. */
    public byte[] signHeader(byte[] flv) {
        return Ed25519.sign(keys.signing(), SealCheck.text(SealCheck.HEADER, stream, flv));
    }

    private Seal seal(byte[] hashes, byte[] signature) {
        return new Seal(keys.keyId(), Payload.of(hashes), Payload.of(signature));
    }

    private void hash(byte[] media, int at, int length, byte[] target, int to) {
        sha256.update(media, at, length);
        try {
            sha256.digest(target, to, Seal.HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
