package dev.tributary.webrtc.sdp;

/**
 * The characters of ICE credentials and foundations (RFC 8839): letters, digits, + and /; and those
 * of names of sections (RFC 5888), which have more.
 */
final class IceChars {
    /** Of a token (RFC 8866 section 9), beside letters and digits. */
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`{|}~";

    private IceChars() {}

    /** Refuses what is not a token. */
    static void checkToken(String name, String text, int lengthMin, int lengthMax) {
        check(name, text, lengthMin, lengthMax, TOKEN_MARKS);
    }

    static void check(String name, String text, int lengthMin, int lengthMax) {
        check(name, text, lengthMin, lengthMax, "+/");
    }

    private static void check(
            String name, String text, int lengthMin, int lengthMax, String marks) {
        if (text.length() < lengthMin || text.length() > lengthMax) {
            throw new IllegalArgumentException(name + " has a wrong length");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || marks.indexOf(c) >= 0;
            if (!good) {
                throw new IllegalArgumentException(name + " has a character that it cannot have");
            }
        }
    }
}
