package dev.tributary.transport.mp4;

import java.util.Locale;

/** Reads what a player must know before the first picture of HEVC (ISO 14496-15, 8.3.3). */
final class HevcRecord {
    private static final int ARRAYS = 22;
    private static final int CONSTRAINTS = 6;
    private static final int CONSTRAINTS_END = 12;
    private static final int LEVEL = 12;
    private static final int SPS_TYPE = 33;
    private static final int NAL_HEADER = 2;

    /** Bits of a profile without its level (H.265, 7.3.3). */
    private static final int PROFILE_BITS = 88;

    private static final int LEVEL_BITS = 8;

    private HevcRecord() {}

    /** Returns the track of a configuration record, or null when it has no readable picture. */
    static VideoTrack track(byte[] record) {
        PictureSize picture = record.length > ARRAYS && record[0] == 1 ? picture(record) : null;
        return picture == null
                ? null
                : new VideoTrack("hvc1", "hvcC", codec(record), record, picture);
    }

    private static PictureSize picture(byte[] record) {
        int at = ARRAYS + 1;
        for (int array = record[ARRAYS] & 0xff; array > 0 && at + 3 <= record.length; array--) {
            int type = record[at] & 63;
            int count = u16(record, at + 1);
            at += 3;
            for (; count > 0 && at + 2 <= record.length; count--) {
                int end = at + 2 + u16(record, at);
                if (end > record.length) {
                    return null;
                }
                if (type == SPS_TYPE && end - at > 2 + NAL_HEADER) {
                    return size(BitReader.ofNal(record, at + 2 + NAL_HEADER, end));
                }
                at = end;
            }
        }
        return null;
    }

    private static int u16(byte[] record, int at) {
        return (record[at] & 0xff) << 8 | (record[at + 1] & 0xff);
    }

    private static PictureSize size(BitReader read) {
        read.skip(4);
        int layers = read.bits(3);
        read.skip(1 + PROFILE_BITS + LEVEL_BITS);
        subLayers(read, layers);
        read.ue();
        int format = read.ue();
        read.skip(format == 3 ? 1 : 0);
        long width = read.ue();
        long height = read.ue();
        if (read.flag()) {
            width -= (format == 1 || format == 2 ? 2 : 1) * ((long) read.ue() + read.ue());
            height -= (format == 1 ? 2 : 1) * ((long) read.ue() + read.ue());
        }
        return PictureSize.orNull(read, width, height);
    }

    private static void subLayers(BitReader read, int layers) {
        int bits = 0;
        for (int i = 0; i < layers; i++) {
            bits += (read.flag() ? PROFILE_BITS : 0) + (read.flag() ? LEVEL_BITS : 0);
        }
        read.skip((layers > 0 ? 2 * (8 - layers) : 0) + bits);
    }

    /** Names profile, compatibility, tier, level and constraints (ISO 14496-15, E.3). */
    private static String codec(byte[] record) {
        int profile = record[1] & 0xff;
        String space = profile < 64 ? "" : String.valueOf((char) ('A' + (profile >> 6) - 1));
        int compatible = u16(record, 2) << 16 | u16(record, 4);
        char tier = (profile & 32) == 0 ? 'L' : 'H';
        StringBuilder text = new StringBuilder("hvc1.").append(space).append(profile & 31);
        text.append('.')
                .append(Integer.toHexString(Integer.reverse(compatible)).toUpperCase(Locale.ROOT));
        text.append('.').append(tier).append(record[LEVEL] & 0xff);
        int end = CONSTRAINTS_END;
        while (end > CONSTRAINTS && record[end - 1] == 0) {
            end--;
        }
        for (int i = CONSTRAINTS; i < end; i++) {
            text.append('.').append(Integer.toHexString(record[i] & 0xff).toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }
}
