package dev.tributary.reports.run;

import dev.tributary.measure.Measurement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One scenario, or one point of a sweep, with everything it measured.
 *
 * @param scenario the scenario's name
 * @param about what it is about, in words; may be empty
 * @param sweepLabel which point of a sweep this is; empty outside a sweep
 * @param world {@link #SIMULATED} or {@link #REAL}
 * @param messages how coarse they were in the simulated world
 * @param scenarioText the resolved scenario file, which reproduces the run
 * @param replications one measurement per seed, in seed order, at least one
 * @param expectations what the scenario promises
 * @param software versions by name, with {@link #COMMIT} and {@link #DIRTY}
 * @param started wall clock at the start; in no hashed content
 * @param ended wall clock at the end; in no hashed content
 */
public record Run(
        String scenario,
        String about,
        String sweepLabel,
        String world,
        Messages messages,
        String scenarioText,
        List<Measurement> replications,
        List<Expected> expectations,
        Map<String, String> software,
        Instant started,
        Instant ended) {
    /** The world of the simulator. */
    public static final String SIMULATED = "simulated";

    /** The world of sockets and clocks. */
    public static final String REAL = "real";

    /** Key in {@link #software}: the scenario file that was run, absolute; on no page. */
    public static final String FILE = "file";

    /** Key in {@link #software}: the commit that was built. */
    public static final String COMMIT = "commit";

    /** Key in {@link #software}: {@code true} when the sources differed from the commit. */
    public static final String DIRTY = "dirty";

    /** Copies the collections; the software map becomes sorted by key. */
    public Run {
        if (replications.isEmpty()) {
            throw new IllegalArgumentException("a run needs at least one replication");
        }
        replications = List.copyOf(replications);
        expectations = List.copyOf(expectations);
        software = Collections.unmodifiableMap(new TreeMap<>(software));
    }

    /** Returns the scenario's name, followed by the point of the sweep when there is one. */
    public String title() {
        return sweepLabel.isEmpty() ? scenario : scenario + " / " + sweepLabel;
    }

    /** Returns the seeds in order. */
    public List<Long> seeds() {
        return replications.stream().map(Measurement::seed).toList();
    }

    /** Returns the scenario but for its seed and its number of replications. */
    public String scenarioWithoutSeeds() {
        return scenarioText.replaceAll("(?m)^ *(seed|replications):.*\\R", "");
    }
}
