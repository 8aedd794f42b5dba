package dev.tributary.webrtc.sctp.wire;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Everything needed to establish an association, signed and left with the peer (RFC 9260 section
 * 5.1.3), so that an INIT takes no memory.
 *
 * @param createdNanos when it was signed
 * @param localTag the tag that it was signed for
 * @param tieLocalTag our tag then if an association already existed, else 0
 * @param tiePeerTag the peer's tag then, else 0
 */
public record StateCookie(
        long createdNanos, int localTag, PeerInit peer, int tieLocalTag, int tiePeerTag) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int CONTENT_BYTES = 40;
    private static final int SIGNATURE_BYTES = 32;
    public static final int BYTES = CONTENT_BYTES + SIGNATURE_BYTES;
    public static final int KEY_BYTES = 32;

    public byte[] sign(byte[] key) {
        byte[] bytes = new byte[BYTES];
        Wire.put64(bytes, 0, createdNanos);
        Wire.put32(bytes, 8, localTag);
        Wire.put32(bytes, 12, peer.tag());
        Wire.put32(bytes, 16, (int) peer.windowBytes());
        Wire.put32(bytes, 20, peer.inboundStreams());
        Wire.put32(bytes, 24, peer.initialTsn());
        Wire.put32(bytes, 28, peer.resetsStreams() ? 1 : 0);
        Wire.put32(bytes, 32, tieLocalTag);
        Wire.put32(bytes, 36, tiePeerTag);
        byte[] signature = signature(key, bytes, 0);
        System.arraycopy(signature, 0, bytes, CONTENT_BYTES, SIGNATURE_BYTES);
        return bytes;
    }

    /** Returns null if the bytes were not signed with this key. */
    public static StateCookie verify(byte[] key, byte[] bytes, int at, int length) {
        if (length != BYTES) {
            return null;
        }
        int signatureAt = at + CONTENT_BYTES;
        byte[] claimed = Arrays.copyOfRange(bytes, signatureAt, signatureAt + SIGNATURE_BYTES);
        if (!MessageDigest.isEqual(signature(key, bytes, at), claimed)) {
            return null;
        }
        PeerInit peer =
                new PeerInit(
                        Wire.i32(bytes, at + 12),
                        Wire.u32(bytes, at + 16),
                        Wire.i32(bytes, at + 20),
                        Wire.i32(bytes, at + 24),
                        Wire.i32(bytes, at + 28) != 0);
        return new StateCookie(
                Wire.i64(bytes, at),
                Wire.i32(bytes, at + 8),
                peer,
                Wire.i32(bytes, at + 32),
                Wire.i32(bytes, at + 36));
    }

    private static byte[] signature(byte[] key, byte[] bytes, int at) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(bytes, at, CONTENT_BYTES);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
