package dev.tributary.webrtc.sdp;

import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a certificate (RFC 8122). */
public final class Fingerprint {
    /** Length in bytes. */
    public static final int BYTES = 32;

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private final byte[] bytes;

    /** Takes a copy of {@value #BYTES} bytes. */
    public Fingerprint(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint of " + bytes.length + " bytes");
        }
        this.bytes = bytes.clone();
    }

    /** Reads pairs of hexadecimal digits with colons in between. */
    static Fingerprint parse(String text) {
        if (text.length() != 3 * BYTES - 1) {
            throw new IllegalArgumentException("fingerprint has a wrong length");
        }
        return new Fingerprint(COLONS.parseHex(text));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** As in {@code a=fingerprint}: upper-case pairs of digits with colons in between. */
    @Override
    public String toString() {
        return COLONS.formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
