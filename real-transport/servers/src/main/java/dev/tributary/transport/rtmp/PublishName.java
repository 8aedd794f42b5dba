package dev.tributary.transport.rtmp;

import dev.tributary.core.wire.StreamKey;

/**
 * What a publisher gives as its stream key: {@code KEY?secret=SECRET}, the key of the stream in 32
 * hexadecimal digits, and the rest of the text as it stands.
 *
 * @param stream null when there is no such key in it
 * @param secret null when there is none; in no log
 */
public record PublishName(StreamKey stream, String secret) {
    private static final int DIGITS = 32;
    private static final int HALF = 16;
    private static final int HEX = 16;
    private static final String SECRET = "?secret=";

    /** Reads what a publisher sent. */
    static PublishName of(String text) {
        int question = text.indexOf('?');
        String key = question < 0 ? text : text.substring(0, question);
        boolean given = text.startsWith(SECRET, key.length());
        String secret = given ? text.substring(key.length() + SECRET.length()) : null;
        return new PublishName(hexadecimal(key) ? stream(key) : null, secret);
    }

    private static StreamKey stream(String key) {
        return new StreamKey(
                Long.parseUnsignedLong(key.substring(0, HALF), HEX),
                Long.parseUnsignedLong(key.substring(HALF), HEX));
    }

    private static boolean hexadecimal(String key) {
        return key.length() == DIGITS && key.chars().allMatch(PublishName::digit);
    }

    private static boolean digit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Says which stream, and nothing of the secret. */
    @Override
    public String toString() {
        return "PublishName[" + stream + ", secret " + (secret == null ? "missing" : "given") + "]";
    }
}
