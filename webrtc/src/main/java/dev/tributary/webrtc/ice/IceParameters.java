package dev.tributary.webrtc.ice;

import java.util.function.IntSupplier;

/**
 * The short-term credentials of one side (RFC 8445 section 5.3).
 *
 * @param ufrag 4 to 256 ICE characters
 * @param pwd 22 to 256 ICE characters
 */
public record IceParameters(String ufrag, String pwd) {
    private static final String ICE_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int CHARS_MAX = 256;
    private static final int UFRAG_CHARS_MIN = 4;
    private static final int PWD_CHARS_MIN = 22;

    /** 48 and 144 bits, of the 24 and 128 that the RFC demands. */
    private static final int UFRAG_CHARS = 8;

    private static final int PWD_CHARS = 24;

    /** Refuses lengths and characters outside the grammar with {@link IllegalArgumentException}. */
    public IceParameters {
        if (ufrag.length() < UFRAG_CHARS_MIN || ufrag.length() > CHARS_MAX || !areIceChars(ufrag)) {
            throw new IllegalArgumentException("ufrag");
        }
        if (pwd.length() < PWD_CHARS_MIN || pwd.length() > CHARS_MAX || !areIceChars(pwd)) {
            throw new IllegalArgumentException("pwd");
        }
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "IceParameters[ufrag=" + ufrag + "]";
    }

    static IceParameters random(IntSupplier entropy) {
        return new IceParameters(chars(entropy, UFRAG_CHARS), chars(entropy, PWD_CHARS));
    }

    static boolean areIceChars(String text) {
        return text.chars().allMatch(c -> ICE_CHARS.indexOf(c) >= 0);
    }

    private static String chars(IntSupplier entropy, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ICE_CHARS.charAt(entropy.getAsInt() & 63));
        }
        return text.toString();
    }
}
