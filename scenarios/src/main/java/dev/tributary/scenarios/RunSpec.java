package dev.tributary.scenarios;

import static dev.tributary.scenarios.Quantity.SECONDS;

/** How long, how often. */
public record RunSpec(
        @Key(
                        name = "warmUp",
                        in = SECONDS,
                        range = "0 s..168 h",
                        usual = "120 s",
                        text = "Time that is run first and not measured")
                double warmUpSeconds,
        @Key(
                        name = "duration",
                        in = SECONDS,
                        range = "1 s..168 h",
                        usual = "600 s",
                        text = "Time that is measured")
                double durationSeconds,
        @Key(range = "1..10000", usual = "10", text = "Independent runs") int replications,
        @Key(
                        range = "0..9223372036854765807",
                        usual = "1",
                        text = "Seed of the first run; run k has seed + k")
                long seed,
        @Key(
                        usual = "false",
                        text = "Whether every message is encoded and decoded; slow, for tests")
                boolean throughCodec,
        @Key(
                        name = "step",
                        in = SECONDS,
                        range = "0.1 s..1 h",
                        usual = "5 s",
                        text = "Step of the time series, at most the duration")
                double stepSeconds) {
    /** Returns the length of the whole run, warm-up included. */
    public double endSeconds() {
        return warmUpSeconds + durationSeconds;
    }
}
