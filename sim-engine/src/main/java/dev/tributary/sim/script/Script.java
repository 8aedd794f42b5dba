package dev.tributary.sim.script;

import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.audience.LineCourses;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.net.PathModel;
import java.util.List;

/**
 * The script of one run, as a simulation wrote it and another world can play it again.
 *
 * @param scenario what was simulated
 * @param seed the run's seed
 * @param appearances who came and went, in order of coming
 * @param paths the paths between their sites
 * @param trackerSeed the seed of the tracker's choices
 */
public record Script(
        Scenario scenario,
        long seed,
        List<Appearance> appearances,
        PathModel paths,
        int trackerSeed) {
    /** Returns the frames of the encoder, from the first. */
    public FrameSource frames() {
        return new FrameSource(new Randomness(seed), scenario.media());
    }

    /** Returns how the rates of its viewers' lines change. */
    public LineCourses courses() {
        return new LineCourses(new Randomness(seed), scenario.network());
    }

    /** Returns a stream of random numbers of this run for a purpose outside of the simulation. */
    public RandomStream randomStream(String purpose, int number) {
        return new Randomness(seed).stream(purpose, number);
    }
}
