package dev.tributary.transport.mp4;

import dev.tributary.transport.flv.CodecName;
import java.util.Arrays;

/** The picture of a stream: its codec, its size and what its decoder begins with. */
public final class VideoTrack {
    private final String entry;
    private final String box;
    private final String codec;
    private final byte[] record;
    private final PictureSize size;

    /**
     * Creates it.
     *
     * @param entry type of the sample entry, and {@code box} of the box with the record in it
     * @param codec as RFC 6381 writes it
     */
    VideoTrack(String entry, String box, String codec, byte[] record, PictureSize size) {
        this.entry = entry;
        this.box = box;
        this.codec = codec;
        this.record = record;
        this.size = size;
    }

    /**
     * Returns the track of a decoder configuration record, or null when the codec is none of H.264
     * and HEVC or no picture can be read from the record.
     */
    public static VideoTrack of(String codec, byte[] record) {
        return switch (codec) {
            case CodecName.AVC -> AvcRecord.track(record);
            case CodecName.HEVC -> HevcRecord.track(record);
            default -> null;
        };
    }

    /** Returns the codec as RFC 6381 writes it, such as {@code avc1.42C01E}. */
    public String codec() {
        return codec;
    }

    /** Returns the width, pixels. */
    public int width() {
        return size.width();
    }

    /** Returns the height, pixels. */
    public int height() {
        return size.height();
    }

    /** Returns whether a record is the one of this track. */
    public boolean has(byte[] other) {
        return Arrays.equals(record, other);
    }

    /** Writes the sample entry (ISO 14496-12, 12.1.3). */
    void write(BoxWriter to) {
        to.box(entry).zeros(6).u16(1).zeros(16).u16(width()).u16(height());
        int inch72 = 72 << 16;
        to.u32(inch72).u32(inch72).u32(0).u16(1).zeros(32).u16(24).u16(0xffff);
        to.box(box).put(record).end().end();
    }
}
