package dev.tributary.webrtc.sdp;

/** The characters of ICE credentials and foundations (RFC 8839): letters, digits, + and /. */
final class IceChars {
    private IceChars() {}

    static void check(String name, String text, int lengthMin, int lengthMax) {
        if (text.length() < lengthMin || text.length() > lengthMax) {
            throw new IllegalArgumentException(name + " has a wrong length");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '+'
                            || c == '/';
            if (!good) {
                throw new IllegalArgumentException(name + " has a character that it cannot have");
            }
        }
    }
}
