package dev.tributary.core.system.bilibili;

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

/** Bilibili: a free market of blocks (seed 003). */
public final class BilibiliSystem implements StreamingSystem {
    /** The only one. */
    public static final BilibiliSystem SYSTEM = new BilibiliSystem();

    private BilibiliSystem() {}

    @Override
    public String name() {
        return "bilibili";
    }

    @Override
    public int code() {
        return 3;
    }

    @Override
    public List<? extends Knob> knobs() {
        return BilibiliKnob.ALL;
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

    /** Nobody uploads more than it downloads (seed 003). */
    @Override
    public int uploadPerDownloadPercent() {
        return 100;
    }

    @Override
    public MediaLayout layout(SystemSettings settings) {
        int chunks = settings.value(BilibiliKnob.PIECE) * RoomSettings.BLOCK_CHUNKS;
        return new MediaLayout(settings.value(BilibiliKnob.SLICE), 1, chunks);
    }

    @Override
    public double sharingMax(SystemSettings settings) {
        return 1;
    }

    @Override
    public Strategy viewer(RoomSettings settings) {
        return Strategy.pulling(ServePolicy.ANSWERS, new BlockMarket(settings));
    }

    @Override
    public RoomPolicy room(RoomContext context, Roster roster) {
        int wanted = context.settings().system().value(BilibiliKnob.NEIGHBOURS);
        return new RandomNeighbours(context, roster, wanted, 2 * wanted);
    }
}
