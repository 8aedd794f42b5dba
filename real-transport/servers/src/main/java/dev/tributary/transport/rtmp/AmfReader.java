package dev.tributary.transport.rtmp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads AMF0 (Action Message Format 0, 2007, section 2) within {@link RtmpLimits}.
 *
 * <p>References and AMF3 are refused: no encoder sends them.
 */
final class AmfReader {
    private static final String REASON = "rtmp_amf";
    private static final int OBJECT_END = 9;
    private static final int ZONE_BYTES = 2;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int values;

    AmfReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        at = from;
        end = to;
    }

    boolean hasNext() {
        return at < end;
    }

    /** Reads the next value. */
    AmfValue next() throws MalformedRtmpException {
        return value(0);
    }

    /** Reads the next value, or nothing when there is none left. */
    AmfValue nextOrNothing() throws MalformedRtmpException {
        return hasNext() ? value(0) : new AmfValue.Nothing();
    }

    private AmfValue value(int depth) throws MalformedRtmpException {
        if (depth > RtmpLimits.AMF_DEPTH_MAX || ++values > RtmpLimits.AMF_VALUES_MAX) {
            throw new MalformedRtmpException(REASON, "too many or too deep AMF0 values");
        }
        int marker = u8();
        switch (marker) {
            case 0:
                return new AmfValue.Quantity(f64());
            case 1:
                return new AmfValue.Flag(u8() != 0);
            case 2:
                return new AmfValue.Text(text(u16()));
            case 3:
                return fields(depth);
            case 5, 6, 13:
                return new AmfValue.Nothing();
            case 8:
                u32(); // a hint of how many follow; the end is marked
                return fields(depth);
            case 10:
                return items(depth);
            case 11:
                double millis = f64();
                take(ZONE_BYTES);
                return new AmfValue.Quantity(millis);
            case 12, 15:
                return new AmfValue.Text(longText());
            case 16:
                take(u16()); // the name of the class
                return fields(depth);
            default:
                throw new MalformedRtmpException(REASON, "unexpected AMF0 marker " + marker);
        }
    }

    private AmfValue fields(int depth) throws MalformedRtmpException {
        Map<String, AmfValue> fields = new HashMap<>();
        while (true) {
            String name = text(u16());
            if (name.isEmpty() && at < end && bytes[at] == OBJECT_END) {
                at++;
                return new AmfValue.Fields(fields);
            }
            fields.put(name, value(depth + 1));
        }
    }

    private AmfValue items(int depth) throws MalformedRtmpException {
        long count = u32();
        List<AmfValue> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(value(depth + 1));
        }
        return new AmfValue.Items(items);
    }

    private String longText() throws MalformedRtmpException {
        long length = u32();
        return text((int) Math.min(length, Integer.MAX_VALUE));
    }

    private String text(int length) throws MalformedRtmpException {
        int from = take(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private double f64() throws MalformedRtmpException {
        return Double.longBitsToDouble(u32() << 32 | u32());
    }

    private long u32() throws MalformedRtmpException {
        return (long) u16() << 16 | u16();
    }

    private int u16() throws MalformedRtmpException {
        int from = take(2);
        return (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
    }

    private int u8() throws MalformedRtmpException {
        return bytes[take(1)] & 0xff;
    }

    /** Passes over bytes and returns where they begin. */
    private int take(int count) throws MalformedRtmpException {
        if (count > end - at) {
            throw new MalformedRtmpException(REASON, "AMF0 ends within a value");
        }
        int from = at;
        at += count;
        return from;
    }
}
