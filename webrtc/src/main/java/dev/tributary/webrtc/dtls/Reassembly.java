package dev.tributary.webrtc.dtls;

import java.util.BitSet;

/** One handshake message out of fragments (RFC 6347 4.2.3). The newest fragment wins. */
final class Reassembly {
    private final BitSet have = new BitSet();
    private Fragment shape;
    private byte[] body = new byte[0];

    /** Header of a fragment whose bytes were checked to be there. */
    record Fragment(int type, int sequence, int epoch, int length, int offset, int count) {
        /** Reads the header at {@code at}, which is there; its numbers are not checked. */
        static Fragment read(byte[] bytes, int at, int epoch) {
            return new Fragment(
                    bytes[at],
                    u24(bytes, at + 3) & 0xffff,
                    epoch,
                    u24(bytes, at + 1),
                    u24(bytes, at + 6),
                    u24(bytes, at + 9));
        }

        private static int u24(byte[] bytes, int at) {
            return ((bytes[at] & 0xff) << 16)
                    | ((bytes[at + 1] & 0xff) << 8)
                    | (bytes[at + 2] & 0xff);
        }

        boolean isOfSame(Fragment other) {
            return type == other.type
                    && sequence == other.sequence
                    && epoch == other.epoch
                    && length == other.length;
        }
    }

    /** A fragment of another shape starts anew: a forged one must not keep the right one out. */
    void add(Fragment fragment, byte[] bytes, int offset) {
        if (shape == null || !shape.isOfSame(fragment)) {
            shape = fragment;
            body = new byte[fragment.length()];
            have.clear();
        }
        System.arraycopy(bytes, offset, body, fragment.offset(), fragment.count());
        have.set(fragment.offset(), fragment.offset() + fragment.count());
    }

    boolean isComplete() {
        return shape != null && have.nextClearBit(0) >= shape.length();
    }

    HandshakeMessage message() {
        return new HandshakeMessage(shape.type(), shape.sequence(), shape.epoch(), body);
    }

    void clear() {
        shape = null;
        body = new byte[0];
        have.clear();
    }
}
