package dev.tributary.transport.edge.client;

import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;

/**
 * An index as the origin signed it; edges pass it on as it is.
 *
 * @param encoded the INDEX message
 * @param signature Ed25519 of the origin over the stream and the message
 */
public record SignedIndex(Index index, Payload encoded, Payload signature) {
    /** Headers of at most so many bytes, and what is before them. */
    private static final int HEADER_BYTES_MAX = 25;

    /** Largest message. */
    static final int BYTES_MAX = 64 + HEADER_BYTES_MAX * Index.HEADERS_MAX;

    /** Returns the index that came over the network, or null when it is none. */
    static SignedIndex read(byte[] message, byte[] signature) {
        try {
            return MessageCodec.decode(message, 0, message.length) instanceof Index index
                    ? new SignedIndex(index, Payload.of(message), Payload.of(signature))
                    : null;
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    /** Returns the number of the newest slice in it, 0 when it is empty. */
    public int newest() {
        int size = index.headers().size();
        return size == 0 ? 0 : index.headers().get(size - 1).slice();
    }
}
