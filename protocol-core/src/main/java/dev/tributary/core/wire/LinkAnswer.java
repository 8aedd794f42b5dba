package dev.tributary.core.wire;

import dev.tributary.core.room.RoomSettings;

/**
 * The scheduler's answer to {@link GetLink}.
 *
 * @param tracker number of the tracker to register with
 * @param settings configuration of the room; when its strategy uses no peers, no tracker is needed
 */
public record LinkAnswer(int tracker, RoomSettings settings) implements Message {
    @Override
    public Type type() {
        return Type.LINK_ANSWER;
    }
}
