package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.wire.Assign;
import dev.tributary.measure.Bound;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.bound.Member;
import dev.tributary.sim.bound.RoomCensus;
import dev.tributary.sim.net.PathConfig;
import dev.tributary.sim.net.PathModel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Counts who is in the room for its ceiling, again and again ({@link RoomCensus}). */
final class Census {
    private final Run run;
    private final RoomCensus room;
    private final List<String> notCounted;

    /** By number of the viewer, null once it has gone. */
    private Member[] members = new Member[16];

    /** Viewers whom the tracker wants to take nothing from the CDN. */
    private final BitSet inBase = new BitSet();

    private Consumer<RoomCensus> watcher = census -> {};

    Census(Run run, Scenario scenario) {
        this.run = run;
        notCounted = scenario.room().peering() ? NotCounted.in(scenario) : List.of();
        PathConfig paths = Parameters.paths(scenario.network());
        room =
                new RoomCensus(
                        scenario.room(),
                        new RoomCensus.Circumstances(
                                scenario.symmetricSeeds(),
                                Parameters.ice(scenario.network()),
                                new PathModel(run.randomness(), paths),
                                paths,
                                Attachment.PAYLOAD_SHARE,
                                TrackerConfig.defaults().failedMillis() * Time.NANOS_PER_MILLI));
    }

    /** Lets somebody look at each sample. */
    void watch(Consumer<RoomCensus> each) {
        watcher = each;
    }

    void enter(ViewerNode viewer) {
        if (viewer.id() >= members.length) {
            members = Arrays.copyOf(members, 2 * viewer.id());
        }
        members[viewer.id()] = room.member(viewer.capabilities(), viewer.site());
    }

    void leave(ViewerNode viewer) {
        members[viewer.id()] = null;
        inBase.clear(viewer.id());
    }

    /** The tracker has told a viewer what to take. */
    void assigned(ViewerNode viewer, Assign plan) {
        inBase.set(viewer.id(), plan.cdnSubStream() == Assign.NONE);
    }

    /** Two viewers tried to connect. */
    void tried(LinkHost one, LinkHost other, boolean connected) {
        room.tried(run.nowNanos(), one.site(), other.site(), connected);
    }

    /** Takes a sample of the room as it is now. */
    void sample(Cast cast) {
        room.begin(run.nowNanos());
        for (int i = 0; i < cast.present(); i++) {
            int id = cast.presentId(i);
            room.count(members[id], inBase.get(id));
        }
        room.end();
        watcher.accept(room);
    }

    void reset() {
        room.reset();
    }

    /** Returns by how much more may be shared in so short a time, see {@link RoomCensus}. */
    double unevenness(double seconds) {
        return room.unevenness(seconds);
    }

    /** Returns the ceiling over all samples since {@link #reset}. */
    Bound bound() {
        return room.bound().besides(notCounted);
    }
}
