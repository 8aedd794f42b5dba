package dev.tributary.core.registry;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.strategy.Strategies;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.system.random.RandomSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicies;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;
import java.util.List;

/**
 * The registry of the systems: the one place that lists them. Hosts hand it to the viewers and
 * trackers that they create.
 */
public final class Systems implements Strategies, RoomPolicies {
    private static final Systems ALL =
            new Systems(List.of(CdnSystem.SYSTEM, SubStreamSystem.SYSTEM, RandomSystem.SYSTEM));

    private final List<StreamingSystem> systems;

    private Systems(List<StreamingSystem> systems) {
        this.systems = systems;
    }

    /** Returns the registry of all systems. */
    public static Systems all() {
        return ALL;
    }

    @Override
    public Strategy of(RoomSettings settings) {
        return system(settings.strategy()).viewers().of(settings);
    }

    @Override
    public RoomPolicy of(RoomContext context, Roster roster) {
        return system(context.settings().strategy()).rooms().of(context, roster);
    }

    private StreamingSystem system(StrategyKind kind) {
        for (StreamingSystem system : systems) {
            if (system.kind() == kind) {
                return system;
            }
        }
        throw new IllegalStateException("no system is registered as " + kind);
    }
}
