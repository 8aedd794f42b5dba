package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.script.Appearance;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Numbers of those present, and for each viewer its index among them. */
    private int[] present = new int[16];

    private int[] place = new int[16];
    private int presentCount;

    Cast(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
        census = new Census(scenario.room());
    }

    Census census() {
        return census;
    }

    /** A viewer comes and wants to watch. */
    ViewerNode enter() {
        Run run = world.run();
        int id = viewers.size();
        if (id == place.length) {
            present = Arrays.copyOf(present, 2 * id);
            place = Arrays.copyOf(place, 2 * id);
        }
        long media = run.nowNanos() + LiveSource.HEAD_START_MILLIS * Time.NANOS_PER_MILLI;
        ViewerNode viewer =
                new ViewerNode(world, id, traits(id, run.stream(Run.TRAITS, id)), media);
        viewers.add(viewer);
        place[id] = presentCount;
        present[presentCount++] = id;
        run.meter().viewers(run.nowNanos(), presentCount);
        census.enter(viewer);
        run.trace(id, Delivery.Kind.JOIN.ordinal(), 0);
        viewer.play();
        return viewer;
    }

    private Traits traits(int id, RandomStream random) {
        return Traits.draw(id, random, scenario.network(), scenario.audience().devices());
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
        int last = present[--presentCount];
        present[place[viewer.id()]] = last;
        place[last] = place[viewer.id()];
        run.meter().viewers(run.nowNanos(), presentCount);
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

    /** Returns how many are present. */
    int present() {
        return presentCount;
    }

    ViewerNode presentViewer(int index) {
        return viewers.get(present[index]);
    }

    /** Returns the number of a viewer who is present, without looking at the viewer. */
    int presentId(int index) {
        return present[index];
    }

    /** Returns what a viewer is whatever the protocol does; its draws, made once more. */
    Appearance appearance(ViewerNode viewer) {
        int id = viewer.id();
        Traits traits = traits(id, world.run().stream(Run.TRAITS, id));
        RandomStream random = world.run().stream(Run.NETWORK, id);
        long serverRttNanos = world.network().serverRtt(traits.site(), random);
        return new Appearance(
                id,
                viewer.createdNanos(),
                viewer.leftNanos(),
                viewer.silent(),
                traits.capabilities(),
                traits.site(),
                traits.downBitsPerSecond(),
                traits.upBitsPerSecond(),
                serverRttNanos,
                world.network().edgeRtt(traits.site(), random));
    }
}
