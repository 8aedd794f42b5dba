package dev.tributary.transport.edge.client;

import dev.tributary.core.slice.SliceHeader;

/** A slice's header as text: {@code slice,dts,duration,size,flags}, decimal. */
public final class SliceText {
    private static final int FIELDS = 5;
    private static final String NUMBER = "0|[1-9][0-9]{0,15}";

    private SliceText() {}

    /** Returns the text of a header. */
    public static String of(SliceHeader header) {
        return header.slice()
                + ","
                + header.dtsMillis()
                + ","
                + header.durationMillis()
                + ","
                + header.sizeBytes()
                + ","
                + header.flags();
    }

    /** Returns the header, or null when the text is none. */
    static SliceHeader header(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS) {
            return null;
        }
        long[] values = new long[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            if (!fields[i].matches(NUMBER)) {
                return null;
            }
            values[i] = Long.parseLong(fields[i]);
        }
        boolean fits =
                values[0] >= 1
                        && values[0] <= Integer.MAX_VALUE
                        && values[1] <= SliceHeader.DTS_MILLIS_MAX
                        && values[2] <= SliceHeader.DURATION_MILLIS_MAX
                        && values[3] <= SliceHeader.SIZE_MAX
                        && values[4] <= SliceHeader.FLAGS_MAX;
        return fits
                ? new SliceHeader(
                        (int) values[0],
                        values[1],
                        (int) values[2],
                        (int) values[3],
                        (int) values[4])
                : null;
    }
}
