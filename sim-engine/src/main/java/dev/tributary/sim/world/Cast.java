package dev.tributary.sim.world;

import dev.tributary.core.base.IntMap;
import dev.tributary.core.base.Time;
import dev.tributary.scenarios.AudienceSpec.DeviceMix;
import dev.tributary.scenarios.Crowd;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.audience.Presence;
import dev.tributary.sim.audience.Traits;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.script.Appearance;
import java.util.ArrayList;
import java.util.List;

/**
 * The viewers of a run, numbered from 0 in order of coming, and who of them is present. A departed
 * viewer keeps its number, since servers may still answer it.
 */
final class Cast {
    private final World world;
    private final Scenario scenario;
    private final Census census;
    private final List<ViewerNode> viewers = new ArrayList<>();

    private final Presence present = new Presence();

    /** Of those who are no ordinary viewers, by number. */
    private final IntMap<Crowd> crowds = new IntMap<>();

    Cast(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
        census = new Census(world.run(), scenario);
    }

    Census census() {
        return census;
    }

    /**
     * A viewer comes and wants to watch.
     *
     * @param key names it in its draws, see {@link Audience}
     * @param crowd what distinguishes it from ordinary viewers
     */
    ViewerNode enter(long key, Crowd crowd) {
        Run run = world.run();
        int id = viewers.size();
        long media = run.nowNanos() + LiveSource.HEAD_START_MILLIS * Time.NANOS_PER_MILLI;
        ViewerNode viewer = new ViewerNode(world, id, traits(key, crowd), media);
        viewers.add(viewer);
        if (!crowd.equals(Crowd.ORDINARY)) {
            crowds.put(id, crowd);
        }
        present.add(id);
        run.meter().viewers(run.nowNanos(), present.size());
        census.enter(viewer);
        run.trace(id, Delivery.Kind.JOIN.ordinal(), 0);
        viewer.play();
        return viewer;
    }

    private Traits traits(long key, Crowd crowd) {
        RandomStream random = world.run().stream(Run.TRAITS, key);
        DeviceMix devices = scenario.audience().devices();
        return Traits.draw(key, random, scenario.network(), devices, crowd);
    }

    /** A viewer goes. */
    void leave(ViewerNode viewer) {
        Run run = world.run();
        run.trace(viewer.id(), Delivery.Kind.LEAVE.ordinal(), 0);
        viewer.leave();
        remove(viewer);
    }

    /** A viewer is gone without a word. */
    void crash(ViewerNode viewer) {
        world.run().trace(viewer.id(), Delivery.Kind.CRASH.ordinal(), 0);
        viewer.crash();
        remove(viewer);
    }

    private void remove(ViewerNode viewer) {
        Run run = world.run();
        present.remove(viewer.id());
        run.meter().viewers(run.nowNanos(), present.size());
        census.leave(viewer);
        world.edge().forget(viewer.id());
    }

    ViewerNode viewer(int id) {
        return viewers.get(id);
    }

    /** Returns all who ever came, in order of coming. */
    List<ViewerNode> everybody() {
        return viewers;
    }

    /** Everybody present does what was to happen until now. */
    void catchUp() {
        for (int i = 0; i < present(); i++) {
            presentViewer(i).catchUp();
        }
    }

    /** Returns how many are present. */
    int present() {
        return present.size();
    }

    ViewerNode presentViewer(int index) {
        return viewers.get(present.number(index));
    }

    /** Returns the number of a viewer who is present, without looking at the viewer. */
    int presentId(int index) {
        return present.number(index);
    }

    /** Returns what a viewer is whatever the protocol does; its traits, drawn once more. */
    Appearance appearance(ViewerNode viewer) {
        Crowd crowd = crowds.get(viewer.id());
        Traits traits = traits(viewer.key(), crowd == null ? Crowd.ORDINARY : crowd);
        return new Appearance(
                viewer.id(),
                viewer.createdNanos(),
                viewer.leftNanos(),
                viewer.silent(),
                traits.capabilities(),
                traits.site(),
                traits.downBitsPerSecond(),
                traits.upBitsPerSecond(),
                viewer.serverRttNanos(),
                viewer.edgeRttNanos());
    }
}
