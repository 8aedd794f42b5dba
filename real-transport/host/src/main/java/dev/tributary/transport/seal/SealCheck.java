package dev.tributary.transport.seal;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.StreamKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;

/**
 * A viewer's check that media of one stream is the origin's; one caller at a time.
 *
 * <p>Two keys are valid at once, so that an origin can change its key while viewers watch
 * (reliability.md T23); a third replaces the older one.
 */
public final class SealCheck {
    /**
     * What is signed besides slices begins with one of these, so that nothing passes for another.
     */
    static final String INDEX = "TRIBINDX";

    static final String HEADER = "TRIBHEAD";

    private final StreamKey stream;
    private final MessageDigest sha256 = Ed25519.sha256();
    private PublicKey newer;
    private PublicKey older;

    /**
     * Creates the check.
     *
     * @param originKey public key, 32 bytes
     * @throws InvalidKeyException when the bytes are no key
     */
    public SealCheck(StreamKey stream, byte[] originKey) throws InvalidKeyException {
        this.stream = stream;
        newer = Ed25519.publicKey(originKey);
    }

    /**
     * Takes the origin's current key; the one before stays valid.
     *
     * @return whether it is another than before
     * @throws InvalidKeyException when the bytes are no key; nothing changes then
     */
    public boolean renew(byte[] originKey) throws InvalidKeyException {
        PublicKey key = Ed25519.publicKey(originKey);
        boolean another = !key.equals(newer);
        if (another) {
            older = newer;
            newer = key;
        }
        return another;
    }

    /**
     * Answers what a viewer's core asks ({@code PeerOutput.verify}).
     *
     * @param signature whether the seal itself is new
     */
    public boolean genuine(Data data, Seal seal, boolean signature) {
        return (!signature || signed(data.header(), seal))
                && matches(data.header(), seal, data.firstChunk(), data.payload());
    }

    /** Returns whether a seal names one of the keys that are known here. */
    public boolean knows(Seal seal) {
        return seal.keyId() == Ed25519.keyId(newer)
                || (older != null && seal.keyId() == Ed25519.keyId(older));
    }

    /** Returns whether the origin signed the seal for this header. */
    public boolean signed(SliceHeader header, Seal seal) {
        if (!seal.fits(header) || !seal.hashes().hasBytes() || !seal.signature().hasBytes()) {
            return false;
        }
        byte[] text = seal.signedBytes(stream, header);
        byte[] signature = bytes(seal.signature());
        return verifies(newer, seal.keyId(), text, signature)
                || verifies(older, seal.keyId(), text, signature);
    }

    /**
     * Returns whether whole blocks of a slice match their hashes in a seal that is {@link #signed}.
     *
     * @param firstChunk first chunk of the first block
     * @param payload the bytes of one or more blocks, the last of the slice may be short
     */
    public boolean matches(SliceHeader header, Seal seal, int firstChunk, Payload payload) {
        int chunks = (payload.length() + RoomSettings.CHUNK_BYTES - 1) / RoomSettings.CHUNK_BYTES;
        if (!payload.hasBytes()
                || !seal.fits(header)
                || firstChunk < 0
                || firstChunk >= header.chunks()
                || header.bytes(firstChunk, chunks) != payload.length()
                || !Seal.aligned(header, firstChunk, Math.max(1, chunks))) {
            return false;
        }
        byte[] media = bytes(payload);
        int hash = firstChunk / RoomSettings.BLOCK_CHUNKS * Seal.HASH_BYTES;
        int at = 0;
        do {
            int length = Math.min(SliceSealer.BLOCK_BYTES, media.length - at);
            sha256.update(media, at, length);
            if (!same(sha256.digest(), seal.hashes(), hash)) {
                return false;
            }
            at += SliceSealer.BLOCK_BYTES;
            hash += Seal.HASH_BYTES;
        } while (at < media.length);
        return true;
    }

    /** Returns whether the origin signed an encoded index of this stream. */
    public boolean index(byte[] index, byte[] signature) {
        return signed(INDEX, index, signature);
    }

    /** Returns whether the origin signed the FLV header and configuration of this stream. */
    public boolean header(byte[] flv, byte[] signature) {
        return signed(HEADER, flv, signature);
    }

    private boolean signed(String context, byte[] content, byte[] signature) {
        byte[] text = text(context, stream, content);
        return signature.length == Ed25519.SIGNATURE_BYTES
                && (Ed25519.verify(newer, text, signature)
                        || (older != null && Ed25519.verify(older, text, signature)));
    }

    /** Returns what the origin signs: a context, the stream and the content. */
    static byte[] text(String context, StreamKey stream, byte[] content) {
        return ByteBuffer.allocate(context.length() + 16 + content.length)
                .put(context.getBytes(StandardCharsets.US_ASCII))
                .putLong(stream.high())
                .putLong(stream.low())
                .put(content)
                .array();
    }

    private static boolean verifies(PublicKey key, int keyId, byte[] text, byte[] signature) {
        return key != null && Ed25519.keyId(key) == keyId && Ed25519.verify(key, text, signature);
    }

    private static boolean same(byte[] digest, Payload hashes, int at) {
        for (int i = 0; i < digest.length; i++) {
            if (digest[i] != hashes.at(at + i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }
}
