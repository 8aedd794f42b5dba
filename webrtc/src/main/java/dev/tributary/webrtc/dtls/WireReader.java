package dev.tributary.webrtc.dtls;

import java.util.Arrays;

/** Reads big-endian fields and TLS vectors; a length is checked before anything is allocated. */
final class WireReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private WireReader(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    int u8() throws HandshakeException {
        return number(1);
    }

    int u16() throws HandshakeException {
        return number(2);
    }

    int u24() throws HandshakeException {
        return number(3);
    }

    private int number(int count) throws HandshakeException {
        need(count);
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (bytes[position++] & 0xff);
        }
        return value;
    }

    byte[] take(int count) throws HandshakeException {
        need(count);
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    /** A vector of {@code count} bytes as a reader of its own. */
    WireReader vector(int count) throws HandshakeException {
        need(count);
        position += count;
        return new WireReader(bytes, position - count, position);
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, position, end);
        position = end;
        return rest;
    }

    boolean hasMore() {
        return position < end;
    }

    /** Whether a list of 16-bit codes has this one; reads it to the end. */
    boolean hasCode(int code) throws HandshakeException {
        boolean found = false;
        while (hasMore()) {
            found |= u16() == code;
        }
        return found;
    }

    void expectEnd() throws HandshakeException {
        if (hasMore()) {
            throw HandshakeException.ignore("bytes after the end of a message");
        }
    }

    private void need(int count) throws HandshakeException {
        if (count > end - position) {
            throw HandshakeException.ignore("a message ends too early");
        }
    }
}
