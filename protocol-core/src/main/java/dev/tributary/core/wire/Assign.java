package dev.tributary.core.wire;

import java.util.List;

/**
 * The tracker's plan for one viewer; only the listed sub-streams change.
 *
 * @param cdnSubStream sub-stream that the viewer takes from the CDN and seeds, or {@link #NONE} for
 *     a viewer of the base stream
 * @param slots provider and backup per sub-stream
 */
public record Assign(int cdnSubStream, List<Slot> slots) implements Message {
    /** No CDN sub-stream: a viewer of the base stream. */
    public static final int NONE = -1;

    @Override
    public Type type() {
        return Type.ASSIGN;
    }
}
