package dev.tributary.core.system.novage;

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

/** p2p-media-loader: HTTP for what is needed soon, peers for the rest. */
public final class NovageSystem implements StreamingSystem {
    /** The only one. */
    public static final NovageSystem SYSTEM = new NovageSystem();

    private static final int MOST = 48;

    private NovageSystem() {}

    @Override
    public String name() {
        return "novage-v2";
    }

    @Override
    public int code() {
        return 5;
    }

    @Override
    public List<? extends Knob> knobs() {
        return NovageKnob.ALL;
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
        return new MediaLayout(settings.value(NovageKnob.SLICE), 1);
    }

    @Override
    public double sharingMax(SystemSettings settings) {
        return 1;
    }

    @Override
    public Strategy viewer(RoomSettings settings) {
        return Strategy.pulling(ServePolicy.ANSWERS, new DemandWindow(settings));
    }

    @Override
    public RoomPolicy room(RoomContext context, Roster roster) {
        int wanted = context.settings().system().value(NovageKnob.NEIGHBOURS);
        // The library accepts whoever comes; a viewer here keeps so many links for those who do.
        return new RandomNeighbours(context, roster, wanted, MOST);
    }
}
