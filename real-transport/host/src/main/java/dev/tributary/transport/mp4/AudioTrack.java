package dev.tributary.transport.mp4;

import dev.tributary.transport.flv.CodecName;
import java.util.Arrays;

/** The sound of a stream, AAC: what its decoder begins with (ISO 14496-3, 1.6.2.1). */
public final class AudioTrack {
    /** Most bytes of a configuration: lengths of descriptors stay below 128, one byte. */
    static final int RECORD_MAX = 80;

    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000, 7_350
    };

    private static final int ESCAPE = 31;
    private static final int OWN_RATE = 15;
    private static final int OBJECT_AUDIO_ISO_14496_3 = 0x40;
    private static final int STREAM_AUDIO = 0x15;

    private final byte[] record;
    private final int object;
    private final int rate;
    private final int channels;

    private AudioTrack(byte[] record, int object, int rate, int channels) {
        this.record = record;
        this.object = object;
        this.rate = rate;
        this.channels = channels;
    }

    /** Returns the track of a configuration, or null when the codec is not AAC or it is none. */
    public static AudioTrack of(String codec, byte[] record) {
        if (!codec.equals(CodecName.AAC) || record.length > RECORD_MAX) {
            return null;
        }
        BitReader read = new BitReader(record, 0, record.length);
        int object = read.bits(5);
        object = object == ESCAPE ? 32 + read.bits(6) : object;
        int index = read.bits(4);
        int known = index < RATES.length ? RATES[index] : 0;
        int rate = index == OWN_RATE ? read.bits(24) : known;
        int channels = read.bits(4);
        boolean usable = object > 0 && rate > 0 && !read.beyond();
        // Layouts that the stream describes itself, and the eighth, which has as many speakers.
        int speakers = channels == 0 ? 2 : channels == 7 ? 8 : channels;
        return usable ? new AudioTrack(record, object, rate, speakers) : null;
    }

    /** Returns the codec as RFC 6381 writes it, such as {@code mp4a.40.2}. */
    public String codec() {
        return "mp4a.40." + object;
    }

    /** Returns whether a configuration is the one of this track. */
    public boolean has(byte[] other) {
        return Arrays.equals(record, other);
    }

    /** Writes the sample entry (ISO 14496-12, 12.2.3) with its descriptors (14496-1, 7.2.6). */
    void write(BoxWriter to) {
        to.box("mp4a").zeros(6).u16(1).zeros(8).u16(channels).u16(16).zeros(4);
        to.u32(rate > 0xffff ? 0 : rate << 16);
        to.box("esds", 0, 0);
        int size = record.length;
        to.u8(3).u8(23 + size).u16(0).u8(0);
        to.u8(4).u8(15 + size).u8(OBJECT_AUDIO_ISO_14496_3).u8(STREAM_AUDIO).zeros(11);
        to.u8(5).u8(size).put(record);
        to.u8(6).u8(1).u8(2);
        to.end().end();
    }
}
