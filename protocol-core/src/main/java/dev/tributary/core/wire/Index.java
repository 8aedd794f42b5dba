package dev.tributary.core.wire;

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

    @Override
    public Type type() {
        return Type.INDEX;
    }
}
