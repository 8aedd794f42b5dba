package dev.tributary.webrtc.dtls;

/**
 * Cuts off what the library must not see of a datagram: plaintext messages beyond a limit, for
 * which it would take the memory, and a change_cipher_spec before the certificate_verify, after
 * which it would never read that one and wait forever; and records of unknown versions or without
 * room for a tag, for which it would end a connection. The peer repeats what was cut off.
 */
final class DatagramFilter {
    /** Explicit nonce and tag (RFC 5288). */
    static final int SEALED_BYTES_MIN = 8 + 16;

    private final int messageBytesMax;
    private boolean mayChange;

    /**
     * Makes a filter for one connection.
     *
     * @param client whether we are the client, who waits for no certificate_verify
     */
    DatagramFilter(int messageBytesMax, boolean client) {
        this.messageBytesMax = messageBytesMax;
        this.mayChange = client;
    }

    /** The bytes of whole records that may be seen, from the first one on. */
    int admit(byte[] datagram) {
        int at = 0;
        while (at + Wire.RECORD_HEADER_BYTES <= datagram.length) {
            int body = at + Wire.RECORD_HEADER_BYTES;
            int end = body + Wire.u16(datagram, at + 11);
            if (end > datagram.length || !admits(datagram, at, body, end)) {
                return at;
            }
            at = end;
        }
        return at;
    }

    private boolean admits(byte[] datagram, int header, int body, int end) {
        int version = Wire.u16(datagram, header + 1);
        if (version != Wire.VERSION_1_2 && version != Wire.VERSION_1_0) {
            return false;
        }
        if (Wire.u16(datagram, header + 3) != 0) {
            return end - body >= SEALED_BYTES_MIN;
        }
        if (datagram[header] == Wire.CHANGE_CIPHER_SPEC) {
            return mayChange;
        }
        if (datagram[header] != Wire.HANDSHAKE) {
            return true;
        }
        mayChange |= hasVerify(datagram, body, end);
        return Wire.messageBytesMax(datagram, body, end) <= messageBytesMax;
    }

    /** Whether the record has the last fragment of a certificate_verify. */
    private static boolean hasVerify(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at + Wire.HANDSHAKE_HEADER_BYTES <= end) {
            int count = Wire.u24(bytes, at + 9);
            if (bytes[at] == Wire.CERTIFICATE_VERIFY
                    && Wire.u24(bytes, at + 6) + count == Wire.u24(bytes, at + 1)) {
                return true;
            }
            at += Wire.HANDSHAKE_HEADER_BYTES + count;
        }
        return false;
    }
}
