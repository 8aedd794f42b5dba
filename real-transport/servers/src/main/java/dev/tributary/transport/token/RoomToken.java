package dev.tributary.transport.token;

import dev.tributary.core.base.Check;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * What a token says, version 1: {@code version u8 = 1 | key id u8 | stream key 16 | fingerprint 32
 * | expiry u32 | jti 16 | flags u8 | HMAC-SHA256 32}, highest byte first, {@value #BYTES} bytes.
 *
 * <p>The HMAC covers a context string and everything before it, so that no two tokens differ
 * without being minted and a key used elsewhere too gives no tokens.
 *
 * @param stream the room
 * @param fingerprint SHA-256 of the DTLS certificate of the viewer (T12), 32 bytes
 * @param expirySeconds end of its life, seconds since 1970
 * @param idHigh first half of its random number
 * @param idLow second half of its random number
 * @param flags what the viewer may do, 0..255; of the platform, 0 today
 */
public record RoomToken(
        StreamKey stream,
        Payload fingerprint,
        long expirySeconds,
        long idHigh,
        long idLow,
        int flags) {
    /** Length of a token, bytes. */
    public static final int BYTES = 103;

    /** Length of a fingerprint, bytes. */
    public static final int FINGERPRINT_BYTES = 32;

    static final int VERSION = 1;
    static final int MAC_BYTES = 32;
    static final int SIGNED_BYTES = BYTES - MAC_BYTES;
    private static final byte[] CONTEXT =
            "tributary room token 1\0".getBytes(StandardCharsets.US_ASCII);

    /** Checks the ranges. */
    public RoomToken {
        Check.range("bytes of a fingerprint", fingerprint.length(), 32, 32);
        Check.range("expiry", expirySeconds, 0, (1L << 32) - 1);
        Check.range("flags", flags, 0, 255);
    }

    /** Returns the bytes, signed. */
    byte[] sign(int keyId, Mac mac) {
        byte[] bytes = new byte[BYTES];
        fingerprint.copyTo(bytes, 18);
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.put((byte) VERSION).put((byte) keyId);
        out.putLong(stream.high()).putLong(stream.low());
        out.position(18 + FINGERPRINT_BYTES);
        out.putInt((int) expirySeconds).putLong(idHigh).putLong(idLow).put((byte) flags);
        out.put(signature(bytes, mac));
        return bytes;
    }

    /** Reads a token of the right length whose signature was found good. */
    static RoomToken read(byte[] bytes) {
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        ByteBuffer in = ByteBuffer.wrap(bytes).position(2);
        StreamKey stream = new StreamKey(in.getLong(), in.getLong());
        in.get(fingerprint);
        long expiry = in.getInt() & 0xffff_ffffL;
        return new RoomToken(
                stream,
                Payload.of(fingerprint),
                expiry,
                in.getLong(),
                in.getLong(),
                in.get() & 255);
    }

    static byte[] signature(byte[] bytes, Mac mac) {
        mac.update(CONTEXT);
        mac.update(bytes, 0, SIGNED_BYTES);
        return mac.doFinal();
    }
}
