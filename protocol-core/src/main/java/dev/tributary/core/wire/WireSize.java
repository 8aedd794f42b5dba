package dev.tributary.core.wire;

import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Knob;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.core.slice.SliceHeader;
import java.util.List;

/**
 * Encoded sizes, bytes, computed without encoding and without allocation.
 *
 * <p>A simulation sends no bytes but pays for them, so these must equal what {@link MessageCodec}
 * writes; a property test holds the two together.
 */
final class WireSize {
    /** Type and flags. */
    static final int FRAME = 2;

    static final int VERSION = 1;

    /** A stream key or a peer id. */
    static final int KEY = 16;

    /** Every enum has fewer than 128 values. */
    static final int ENUM = 1;

    static final int FLAG = 1;
    static final int HOP = 1;

    /** Most sub-streams of a room, as in {@link MediaLayout}. */
    static final int SUB_STREAMS_MAX = 31;

    private WireSize() {}

    /** Returns the bytes of a non-negative varint: one per seven significant bits. */
    static int of(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** Returns the bytes of a non-negative varint: one per seven significant bits. */
    static int of(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** Returns the bytes of a blob with its length before it. */
    static int ofBlob(Payload blob) {
        return of(blob.length()) + blob.length();
    }

    static int of(SliceHeader header) {
        return of(header.slice())
                + of(header.dtsMillis())
                + of(header.durationMillis())
                + of(header.sizeBytes())
                + of(header.flags());
    }

    /** Returns the bytes of an index: slice numbers are implied, media times are differences. */
    static int of(List<SliceHeader> headers) {
        int bytes = of(headers.size());
        long expectedMillis = 0;
        for (int i = 0; i < headers.size(); i++) {
            SliceHeader header = headers.get(i);
            bytes += i == 0 ? of(header.slice()) : 0;
            bytes +=
                    of(zigzag(header.dtsMillis() - expectedMillis))
                            + of(header.durationMillis())
                            + of(header.sizeBytes())
                            + of(header.flags());
            expectedMillis = header.endMillis();
        }
        return bytes;
    }

    static int of(Capabilities capabilities) {
        return 3 * ENUM
                + FLAG
                + of(capabilities.uplinkKbps())
                + of(capabilities.isp())
                + of(capabilities.zone());
    }

    static int of(RoomSettings settings) {
        return ENUM
                + of(settings.bitrateKbps())
                + 2 * FLAG
                + of(settings.playout())
                + of(settings.system())
                + of(settings.upload());
    }

    /** Maps small differences of either sign to small non-negative numbers: 0, -1, 1, -2, ... */
    static long zigzag(long difference) {
        return (difference << 1) ^ (difference >> 63);
    }

    private static int of(PlayoutSettings playout) {
        return of(playout.bufferMillis())
                + of(playout.emergencyWindowMillis())
                + of(playout.startMillis())
                + of(playout.skipAfterMillis())
                + of(playout.catchUpPercent());
    }

    private static int of(SystemSettings system) {
        int size = 0;
        List<? extends Knob> knobs = system.profile().knobs();
        for (int i = 0; i < knobs.size(); i++) {
            size += of(system.value(knobs.get(i)));
        }
        return size;
    }

    private static int of(UploadSettings upload) {
        return of(upload.fanOutMax())
                + of(upload.budgetPercent())
                + of(upload.uploadPerDownloadPercent())
                + of(upload.frameChunks() / RoomSettings.BLOCK_CHUNKS);
    }
}
