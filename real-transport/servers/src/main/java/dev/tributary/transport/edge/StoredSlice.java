package dev.tributary.transport.edge;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.transport.edge.client.FrameReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * A slice with its seal, cut into messages once for all viewers.
 *
 * <p>A message is kept as what comes before its media, and the media of the slice, which is shared.
 */
public final class StoredSlice {
    private static final int BLOCK_BYTES = RoomSettings.BLOCK_CHUNKS * RoomSettings.CHUNK_BYTES;

    private final SliceHeader header;
    private final byte[] media;
    private final byte[][] prefixes;

    /**
     * Takes over a slice.
     *
     * @param media its bytes, which must not be changed afterwards
     */
    public StoredSlice(SliceHeader header, Seal seal, byte[] media) {
        Check.that(media.length == header.sizeBytes(), "a slice has the bytes it says");
        Check.that(seal.fits(header), "a seal fits its slice");
        this.header = header;
        this.media = media;
        prefixes = new byte[Seal.blocks(header)][];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = prefix(seal, i);
        }
    }

    /** Returns the bytes that it takes: its media, and what is sent before each block. */
    long heldBytes() {
        long bytes = media.length;
        for (byte[] prefix : prefixes) {
            bytes += prefix.length;
        }
        return bytes;
    }

    /** Returns whether the other has the same header and seal, and with it the same media. */
    boolean same(StoredSlice other) {
        return Arrays.equals(prefixes[0], other.prefixes[0]);
    }

    private byte[] prefix(Seal seal, int block) {
        int first = block * RoomSettings.BLOCK_CHUNKS;
        int count = Math.min(RoomSettings.BLOCK_CHUNKS, header.chunks() - first);
        int size = header.bytes(first, count);
        Payload part = Payload.of(Arrays.copyOfRange(media, first(block), first(block) + size));
        byte[] message =
                MessageCodec.encode(
                        new Data(header, first, count, 0, block == 0 ? seal : null, part));
        byte[] prefix = new byte[FrameReader.LENGTH_BYTES + message.length - size];
        FrameReader.length(message.length, prefix);
        System.arraycopy(
                message,
                0,
                prefix,
                FrameReader.LENGTH_BYTES,
                prefix.length - FrameReader.LENGTH_BYTES);
        return prefix;
    }

    private static int first(int block) {
        return block * BLOCK_BYTES;
    }

    /** Returns what the slice is. */
    public SliceHeader header() {
        return header;
    }

    /** Returns the number of blocks. */
    int blocks() {
        return prefixes.length;
    }

    /** Returns the frame of a block: the length, and its DATA message. */
    ByteBuf frame(int block) {
        int size = Math.min(BLOCK_BYTES, media.length - first(block));
        return Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(prefixes[block]),
                Unpooled.wrappedBuffer(media, first(block), size));
    }

    /** Returns the media, which is shared and must not be changed. */
    byte[] media() {
        return media;
    }

    /** Returns bytes of the media. */
    ByteBuf media(int from, int length) {
        return Unpooled.wrappedBuffer(media, from, length);
    }

    /** Returns the DATA message of the first block without its media: header and seal. */
    ByteBuf sealMessage() {
        byte[] first = prefixes[0];
        return Unpooled.wrappedBuffer(
                first, FrameReader.LENGTH_BYTES, first.length - FrameReader.LENGTH_BYTES);
    }
}
