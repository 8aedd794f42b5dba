package dev.tributary.transport.http;

/**
 * One range of bytes (RFC 9110, 14.1.2); several at once are not served.
 *
 * @param from first byte
 * @param length number of bytes
 */
public record ByteRange(int from, int length) {
    /** The header is not of the form {@code bytes=a-b}, {@code bytes=a-} or {@code bytes=-n}. */
    public static final ByteRange MALFORMED = new ByteRange(-1, 0);

    /** Well-formed, but there are no such bytes, or several ranges. */
    public static final ByteRange UNSATISFIABLE = new ByteRange(-2, 0);

    private static final String UNIT = "bytes=";
    private static final int DIGITS_MAX = 9;

    /** Returns the part of {@code size} bytes that a header asks for; all of it for none. */
    public static ByteRange parse(String header, int size) {
        if (header == null || !header.startsWith(UNIT)) {
            // RFC 9110, 14.2: a unit that is not understood is ignored.
            return new ByteRange(0, size);
        }
        String text = header.substring(UNIT.length());
        if (text.indexOf(',') >= 0) {
            return UNSATISFIABLE;
        }
        int dash = text.indexOf('-');
        if (dash < 0) {
            return MALFORMED;
        }
        int first = number(text.substring(0, dash));
        int last = number(text.substring(dash + 1));
        boolean noFirst = dash == 0;
        boolean noLast = dash == text.length() - 1;
        if ((first < 0 && !noFirst) || (last < 0 && !noLast) || (noFirst && noLast)) {
            return MALFORMED;
        }
        if (noFirst) {
            int count = Math.min(last, size);
            return count == 0 ? UNSATISFIABLE : new ByteRange(size - count, count);
        }
        if (!noLast && last < first) {
            return MALFORMED;
        }
        int end = noLast ? size : Math.min(size, last + 1);
        return first >= size ? UNSATISFIABLE : new ByteRange(first, end - first);
    }

    /** Returns the number, or -1 when the text is not one to nine digits. */
    public static int number(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = 10 * value + (digit - '0');
        }
        return value;
    }
}
