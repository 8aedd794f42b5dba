package dev.tributary.webrtc.dtls;

import java.util.Arrays;

/** The handshake messages so far, as if none was fragmented (RFC 6347 4.2.6). */
final class Transcript {
    private byte[] bytes;

    Transcript() {
        this(new byte[0]);
    }

    private Transcript(byte[] bytes) {
        this.bytes = bytes;
    }

    void add(int type, int sequence, byte[] body) {
        byte[] header = Flight.header(type, sequence, body.length, 0, body.length);
        append(header);
        append(body);
    }

    void add(HandshakeMessage message) {
        add(message.type(), message.sequence(), message.body());
    }

    private void append(byte[] more) {
        int size = bytes.length;
        bytes = Arrays.copyOf(bytes, size + more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
    }

    /** This transcript followed by another one. */
    Transcript then(Transcript other) {
        Transcript both = new Transcript(bytes);
        both.append(other.bytes);
        return both;
    }

    int size() {
        return bytes.length;
    }

    void truncate(int size) {
        bytes = Arrays.copyOf(bytes, size);
    }

    byte[] toBytes() {
        return bytes.clone();
    }

    byte[] hash() {
        return Crypto.sha256(bytes);
    }
}
