package dev.tributary.webrtc.sdp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A hash of a certificate (RFC 8122): ours of SHA-256, another one's perhaps of a longer kind. */
public final class Fingerprint {
    /** Length in bytes of SHA-256, which all can do (RFC 8122 section 5). */
    public static final int BYTES = 32;

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    /** Hash functions that are taken, the preferred first; SHA-1 and MD5 are not (RFC 8122 5). */
    enum Hash {
        SHA_256(BYTES),
        SHA_384(48),
        SHA_512(64);

        private final int bytes;

        Hash(int bytes) {
            this.bytes = bytes;
        }

        /** As in {@code a=fingerprint}. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Hash hash;
    private final byte[] bytes;

    /** Takes a copy of 32, 48 or 64 bytes: of SHA-256, SHA-384 or SHA-512. */
    public Fingerprint(byte[] bytes) {
        hash =
                Arrays.stream(Hash.values())
                        .filter(candidate -> candidate.bytes == bytes.length)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "a fingerprint of " + bytes.length + " bytes"));
        this.bytes = bytes.clone();
    }

    /**
     * Reads the value of {@code a=fingerprint}: the name of a hash function, a space, and pairs of
     * hexadecimal digits with colons in between.
     *
     * @return nothing if the function is none of {@link Hash}
     * @throws IllegalArgumentException if it is, and the digits are not its hash
     */
    static Optional<Fingerprint> parse(String value) {
        int space = value.indexOf(' ');
        String name = space < 0 ? value : value.substring(0, space);
        for (Hash hash : Hash.values()) {
            if (hash.text().equalsIgnoreCase(name)) {
                if (value.length() - name.length() != 3 * hash.bytes) {
                    throw new IllegalArgumentException("fingerprint has a wrong length");
                }
                return Optional.of(new Fingerprint(COLONS.parseHex(value.substring(space + 1))));
            }
        }
        return Optional.empty();
    }

    Hash hash() {
        return hash;
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
