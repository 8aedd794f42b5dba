package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.slice.SliceHeader;
import java.util.List;

/**
 * The slice index, Douyu's PackageTableFile: the newest slices, oldest first.
 *
 * @param headers at most {@value #HEADERS_MAX}, numbered without gaps
 */
public record Index(List<SliceHeader> headers) implements Message {
    /** Most headers in one index: 30 s of slices and a margin. */
    public static final int HEADERS_MAX = 64;

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
}
