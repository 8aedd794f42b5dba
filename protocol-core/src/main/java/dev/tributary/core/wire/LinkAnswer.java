package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import dev.tributary.core.room.RoomSettings;

/**
 * The scheduler's answer to {@link GetLink}.
 *
 * @param tracker number of the tracker to register with
 * @param settings configuration of the room; when its strategy uses no peers, no tracker is needed
 */
public record LinkAnswer(int tracker, RoomSettings settings) implements Message {
    /** Checks the ranges. */
    public LinkAnswer {
        Check.range("tracker", tracker, 0, Integer.MAX_VALUE);
    }

    @Override
    public Type type() {
        return Type.LINK_ANSWER;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(tracker) + WireSize.of(settings);
    }
}
