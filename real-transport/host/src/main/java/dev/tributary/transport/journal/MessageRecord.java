package dev.tributary.transport.journal;

import dev.tributary.core.registry.Systems;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Messages within records: media as what the core looks at and digests of the rest, everything else
 * as on the wire.
 */
final class MessageRecord {
    private static final byte WIRE = 0;
    private static final byte MEDIA = 1;
    private static final byte SEALED_MEDIA = 2;
    private static final int MEDIA_BYTES = 1 + 4 + 8 + 4 + 4 + 1 + 4 + 4 + 1 + 8;
    private static final int SEAL_BYTES = 1 + 8;

    private MessageRecord() {}

    /** Returns the payload of a message that is masked already. */
    static byte[] encode(Message message) {
        if (message instanceof Data data) {
            return media(data);
        }
        byte[] payload = new byte[1 + message.wireBytes()];
        payload[0] = WIRE;
        MessageCodec.encode(message, payload, 1);
        return payload;
    }

    private static byte[] media(Data data) {
        Seal seal = data.seal();
        SliceHeader header = data.header();
        ByteBuffer out = ByteBuffer.allocate(MEDIA_BYTES + (seal == null ? 0 : SEAL_BYTES));
        out.put(seal == null ? MEDIA : SEALED_MEDIA);
        out.putInt(header.slice()).putLong(header.dtsMillis());
        out.putInt(header.durationMillis()).putInt(header.sizeBytes()).put((byte) header.flags());
        out.putInt(data.firstChunk()).putInt(data.chunkCount()).put((byte) data.hop());
        out.putLong(Digest.of(data.payload()));
        if (seal != null) {
            out.put((byte) seal.keyId()).putLong(digest(seal));
        }
        return out.array();
    }

    /** Seals that differ are told apart by the core, hence stay different. */
    private static long digest(Seal seal) {
        long hashes = Digest.of(seal.hashes());
        return hashes == 0 ? 0 : (hashes ^ Digest.of(seal.signature())) | 1;
    }

    /** Reads a message; media has a length only. */
    static Message decode(byte[] payload) throws JournalException {
        try {
            ByteBuffer in = ByteBuffer.wrap(payload);
            byte form = in.get();
            if (form == WIRE) {
                return MessageCodec.decode(payload, 1, payload.length - 1, Systems.all());
            }
            if (form != MEDIA && form != SEALED_MEDIA) {
                throw new JournalException("unknown form " + form + " of a message");
            }
            Data data = media(in, form == SEALED_MEDIA);
            if (in.hasRemaining()) {
                throw new JournalException(in.remaining() + " bytes too many after media");
            }
            return data;
        } catch (MalformedMessageException
                | BufferUnderflowException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw new JournalException("no message: " + e.getMessage(), e);
        }
    }

    private static Data media(ByteBuffer in, boolean sealed) {
        SliceHeader header =
                new SliceHeader(in.getInt(), in.getLong(), in.getInt(), in.getInt(), in.get());
        int first = in.getInt();
        int count = in.getInt();
        int hop = in.get() & 0xff;
        in.getLong();
        Seal seal = null;
        if (sealed) {
            int key = in.get() & 0xff;
            int hashes = Seal.blocks(header) * Seal.HASH_BYTES;
            Payload stand = Digest.stand(in.getLong(), hashes);
            seal = new Seal(key, stand, Payload.ofLength(Seal.SIGNATURE_BYTES));
        }
        // Only after Data has checked the run would its length be safe to ask for.
        boolean possible = first >= 0 && count > 0 && first < header.chunks();
        if (!possible || count > header.chunks() - first) {
            throw new IllegalArgumentException("chunks that the slice does not have");
        }
        Payload payload = Payload.ofLength(header.bytes(first, count));
        return new Data(header, first, count, hop, seal, payload);
    }

    /** Returns bytes that must be kept, or that there are none. */
    static byte[] encode(Payload payload) {
        byte[] bytes = new byte[1 + payload.length()];
        bytes[0] = (byte) (payload.hasBytes() ? 1 : 0);
        payload.copyTo(bytes, 1);
        return bytes;
    }

    static Payload payload(byte[] bytes, int offset) throws JournalException {
        if (offset >= bytes.length || bytes[offset] < 0 || bytes[offset] > 1) {
            throw new JournalException("no payload");
        }
        return bytes[offset] == 0
                ? Payload.ofLength(bytes.length - offset - 1)
                : Payload.of(Arrays.copyOfRange(bytes, offset + 1, bytes.length));
    }
}
