package dev.tributary.core.registry;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.room.SystemProfiles;
import dev.tributary.core.strategy.Strategies;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.system.StreamingSystem;
import dev.tributary.core.system.bilibili.BilibiliSystem;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.system.novage.NovageSystem;
import dev.tributary.core.system.random.RandomSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.system.youku.YoukuSystem;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.tracker.RoomPolicies;
import dev.tributary.core.tracker.RoomPolicy;
import dev.tributary.core.tracker.Roster;
import java.util.List;

/**
 * The registry of the systems: the one place that lists them. Hosts hand it to the viewers,
 * trackers and schedulers that they create.
 */
public final class Systems implements Strategies, RoomPolicies, SystemProfiles {
    private static final Systems ALL =
            new Systems(
                    List.of(
                            CdnSystem.SYSTEM,
                            SubStreamSystem.SYSTEM,
                            RandomSystem.SYSTEM,
                            BilibiliSystem.SYSTEM,
                            YoukuSystem.SYSTEM,
                            NovageSystem.SYSTEM));

    private final List<StreamingSystem> systems;

    private Systems(List<StreamingSystem> systems) {
        this.systems = systems;
    }

    /** Returns the registry of all systems. */
    public static Systems all() {
        return ALL;
    }

    /** Returns the systems, in the order of their codes. */
    public List<StreamingSystem> list() {
        return systems;
    }

    @Override
    public Strategy of(RoomSettings settings) {
        return system(settings).viewer(settings);
    }

    @Override
    public RoomPolicy of(RoomContext context, Roster roster) {
        return system(context.settings()).room(context, roster);
    }

    @Override
    public int codeMax() {
        return systems.size() - 1;
    }

    @Override
    public SystemProfile byCode(int code) {
        return systems.get(code);
    }

    @Override
    public SystemProfile withoutPeers() {
        return CdnSystem.SYSTEM;
    }

    private StreamingSystem system(RoomSettings settings) {
        return systems.get(settings.system().profile().code());
    }
}
