package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SliceHeader;
import java.util.List;

/**
 * The slice index, Douyu's PackageTableFile: the newest slices, oldest first.
 *
 * @param headers at most {@value #HEADERS_MAX}, numbered without gaps
 */
public record Index(List<SliceHeader> headers) implements Message {
    /** Media time, duration, size and flags take a byte each. */
    private static final int HEADER_BYTES_MIN = 4;

    /** Most headers in one index. */
    public static final int HEADERS_MAX = MediaLayout.INDEXED_MAX;

    /** Checks the ranges. */
    public Index {
        headers = List.copyOf(headers);
        Check.range("headers", headers.size(), 0, HEADERS_MAX);
        for (int i = 1; i < headers.size(); i++) {
            long follows = headers.get(i - 1).slice() + 1L;
            Check.range("slice", headers.get(i).slice(), follows, follows);
        }
    }

    @Override
    public Type type() {
        return Type.INDEX;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(headers);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(headers.size());
        long expectedMillis = 0;
        for (int i = 0; i < headers.size(); i++) {
            SliceHeader header = headers.get(i);
            if (i == 0) {
                out.varint(header.slice());
            }
            out.varint(WireSize.zigzag(header.dtsMillis() - expectedMillis));
            out.varint(header.durationMillis());
            out.varint(header.sizeBytes());
            out.varint(header.flags());
            expectedMillis = header.endMillis();
        }
    }

    static Index read(WireReader in) throws MalformedMessageException {
        SliceHeader[] headers = new SliceHeader[in.count("headers", HEADERS_MAX, HEADER_BYTES_MIN)];
        if (headers.length == 0) {
            return new Index(List.of());
        }
        int first = in.varint("slice", 1, Integer.MAX_VALUE - (headers.length - 1));
        long expectedMillis = 0;
        for (int i = 0; i < headers.length; i++) {
            long zigzag = in.varint64("dtsMillis difference", Long.MAX_VALUE);
            long dtsMillis = expectedMillis + ((zigzag >>> 1) ^ -(zigzag & 1));
            if (dtsMillis < 0 || dtsMillis > SliceHeader.DTS_MILLIS_MAX) {
                throw in.malformed("dtsMillis in 0.." + SliceHeader.DTS_MILLIS_MAX + " before");
            }
            headers[i] = in.header(first + i, dtsMillis);
            expectedMillis = headers[i].endMillis();
        }
        return new Index(List.of(headers));
    }
}
