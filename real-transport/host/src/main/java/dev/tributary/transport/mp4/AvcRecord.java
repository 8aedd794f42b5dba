package dev.tributary.transport.mp4;

import java.util.Set;

/** Reads what a player must know before the first picture of H.264 (ISO 14496-15, 5.3.3). */
final class AvcRecord {
    private static final int SPS_COUNT = 5;
    private static final int SPS_SIZE = 6;
    private static final int SPS = 8;

    /** Profiles whose parameter set tells the colour format (H.264, 7.3.2.1.1). */
    private static final Set<Integer> WITH_FORMAT =
            Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

    /** Most entries of a cycle of picture order counts (H.264, 7.4.2.1.1). */
    private static final int CYCLE_MAX = 255;

    private static final int WITHOUT_COLOUR = 0;
    private static final int YUV_420 = 1;
    private static final int YUV_444 = 3;

    private AvcRecord() {}

    /** Returns the track of a configuration record, or null when it has no readable picture. */
    static VideoTrack track(byte[] record) {
        if (record.length < SPS || record[0] != 1 || (record[SPS_COUNT] & 31) == 0) {
            return null;
        }
        int size = (record[SPS_SIZE] & 0xff) << 8 | (record[SPS_SIZE + 1] & 0xff);
        if (size < 4 || size > record.length - SPS) {
            return null;
        }
        PictureSize picture = size(BitReader.ofNal(record, SPS + 1, SPS + size));
        String codec = String.format("avc1.%02X%02X%02X", record[1], record[2], record[3]);
        return picture == null ? null : new VideoTrack("avc1", "avcC", codec, record, picture);
    }

    private static PictureSize size(BitReader read) {
        int profile = read.bits(8);
        read.skip(16);
        read.ue();
        int format = WITH_FORMAT.contains(profile) ? format(read) : YUV_420;
        read.ue();
        order(read);
        read.ue();
        read.skip(1);
        long width = 16L * (read.ue() + 1L);
        long rows = 16L * (read.ue() + 1L);
        boolean frames = read.flag();
        read.skip(frames ? 1 : 2);
        int fields = frames ? 1 : 2;
        if (read.flag()) {
            boolean full = format == WITHOUT_COLOUR || format == YUV_444;
            width -= (full ? 1 : 2) * ((long) read.ue() + read.ue());
            rows -= (format == YUV_420 ? 2 : 1) * ((long) read.ue() + read.ue());
        }
        return PictureSize.orNull(read, width, fields * rows);
    }

    /** Reads up to the end of the scaling lists; returns the format that cropping counts in. */
    private static int format(BitReader read) {
        int format = read.ue();
        boolean separate = format == YUV_444 && read.flag();
        read.ue();
        read.ue();
        read.skip(1);
        if (read.flag()) {
            for (int i = 0; i < (format == YUV_444 ? 12 : 8); i++) {
                if (read.flag()) {
                    scalingList(read, i < 6 ? 16 : 64);
                }
            }
        }
        return separate ? WITHOUT_COLOUR : format;
    }

    private static void scalingList(BitReader read, int size) {
        int next = 8;
        int last = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = last + read.se() & 0xff;
            }
            last = next == 0 ? last : next;
        }
    }

    private static void order(BitReader read) {
        int type = read.ue();
        if (type == 0) {
            read.ue();
        } else if (type == 1) {
            read.skip(1);
            read.se();
            read.se();
            int cycle = Math.min(read.ue(), CYCLE_MAX);
            for (int i = 0; i < cycle; i++) {
                read.se();
            }
        }
    }
}
