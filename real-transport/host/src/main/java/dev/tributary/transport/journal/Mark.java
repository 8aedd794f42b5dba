package dev.tributary.transport.journal;

import java.nio.ByteBuffer;

/**
 * The effects of a machine up to the end of a second.
 *
 * @param second of machine time, from 0; the last one before an input of a later second
 * @param count effects since the mark before
 * @param hash of all effects since the start
 */
record Mark(long second, long count, long hash) {
    private static final int BYTES = 24;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES).putLong(second).putLong(count).putLong(hash).array();
    }

    static Mark decode(byte[] bytes) throws JournalException {
        if (bytes.length != BYTES) {
            throw new JournalException("a mark has " + BYTES + " bytes, not " + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Mark(in.getLong(), in.getLong(), in.getLong());
    }
}
