package dev.tributary.core.system;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;
import java.util.List;

/** One published system or baseline: all that makes a room of it. */
public interface StreamingSystem extends SystemProfile {
    /** Those of protocol version 2, unless the system says otherwise. */
    @Override
    default List<? extends Knob> knobs() {
        return SwarmKnob.ALL;
    }

    /** Slices as long as {@link SwarmKnob#SLICE}, dealt to {@link SwarmKnob#SUB_STREAMS}. */
    @Override
    default MediaLayout layout(SystemSettings settings) {
        return new MediaLayout(
                settings.value(SwarmKnob.SLICE), settings.value(SwarmKnob.SUB_STREAMS));
    }

    /** Returns what one viewer decides in a room with these settings. */
    Strategy viewer(RoomSettings settings);

    /** Returns what the tracker decides in a room; never asked when the system uses no peers. */
    RoomPolicy room(RoomContext context, Roster roster);
}
