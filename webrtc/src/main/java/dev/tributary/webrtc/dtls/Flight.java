package dev.tributary.webrtc.dtls;

import java.util.ArrayList;
import java.util.List;

/** Messages that are sent, and sent again, together (RFC 6347 4.2.4). */
final class Flight {
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Part(int contentType, int type, int sequence, int epoch, byte[] body) {}

    private static final byte[] CHANGE = {1};

    private final List<Part> parts = new ArrayList<>();

    void message(int type, int sequence, int epoch, byte[] body) {
        parts.add(new Part(Wire.HANDSHAKE, type, sequence, epoch, body));
    }

    void changeCipherSpec() {
        parts.add(new Part(Wire.CHANGE_CIPHER_SPEC, 0, 0, 0, CHANGE));
    }

    void writeTo(RecordWriter writer) {
        for (Part part : parts) {
            if (part.contentType == Wire.HANDSHAKE) {
                writeFragments(part, writer);
            } else {
                writer.add(part.contentType, part.epoch, part.body, 0, part.body.length);
            }
        }
        writer.flush();
    }

    private static void writeFragments(Part part, RecordWriter writer) {
        int offset = 0;
        do {
            int left = part.body.length - offset;
            // A fragment of a few bytes only would cost more headers than it saves datagrams.
            int smallest = Wire.HANDSHAKE_HEADER_BYTES + Math.min(left, 64);
            if (writer.room(part.epoch) < smallest) {
                writer.flush();
            }
            int count = Math.min(left, writer.room(part.epoch) - Wire.HANDSHAKE_HEADER_BYTES);
            byte[] fragment = fragment(part, offset, count);
            writer.add(Wire.HANDSHAKE, part.epoch, fragment, 0, fragment.length);
            offset += count;
        } while (offset < part.body.length);
    }

    private static byte[] fragment(Part part, int offset, int count) {
        byte[] fragment = new byte[Wire.HANDSHAKE_HEADER_BYTES + count];
        byte[] header = header(part.type, part.sequence, part.body.length, offset, count);
        System.arraycopy(header, 0, fragment, 0, header.length);
        System.arraycopy(part.body, offset, fragment, header.length, count);
        return fragment;
    }

    static byte[] header(int type, int sequence, int length, int offset, int count) {
        return new WireWriter().u8(type).u24(length).u16(sequence).u24(offset).u24(count).toBytes();
    }
}
