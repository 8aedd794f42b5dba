package dev.tributary.core.system.youku;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;
import dev.tributary.core.tracker.RandomNeighbours;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;
import java.util.List;

/** Youku: chunks pulled by a buffer gate and dealt by quality (seed 001). */
public final class YoukuSystem implements StreamingSystem {
    /** The only one. */
    public static final YoukuSystem SYSTEM = new YoukuSystem();

    private YoukuSystem() {}

    @Override
    public String name() {
        return "youku";
    }

    @Override
    public int code() {
        return 4;
    }

    @Override
    public List<? extends Knob> knobs() {
        return YoukuKnob.ALL;
    }

    @Override
    public boolean peering() {
        return true;
    }

    @Override
    public boolean strictSeeds() {
        return false;
    }

    @Override
    public boolean pulls() {
        return true;
    }

    @Override
    public MediaLayout layout(SystemSettings settings) {
        int chunks = settings.value(YoukuKnob.PIECE) * RoomSettings.BLOCK_CHUNKS;
        return new MediaLayout(settings.value(YoukuKnob.SLICE), 1, chunks);
    }

    @Override
    public double sharingMax(SystemSettings settings) {
        return 1;
    }

    @Override
    public Strategy viewer(RoomSettings settings) {
        return Strategy.pulling(ServePolicy.ANSWERS, new BufferGate(settings));
    }

    @Override
    public RoomPolicy room(RoomContext context, Roster roster) {
        int wanted = context.settings().system().value(YoukuKnob.NEIGHBOURS);
        // 12 and at most 20 (systems.md 3.3).
        return new RandomNeighbours(context, roster, wanted, wanted * 5 / 3);
    }
}
