package dev.tributary.scenarios;

import static dev.tributary.scenarios.Quantity.MILLIS;

/** The machine that a viewer runs on, as far as the simulator models it. */
public record HostSpec(
        @Key(
                        text =
                                "How long the host of a simulated viewer takes to verify media,"
                                        + " drawn evenly for each check alone, so that answers come"
                                        + " out of order; a real viewer takes the time it takes",
                        source = "none: at once, as a hash of 15 KiB takes 8 microseconds on a PC")
                VerifySpec verify) {
    /** From the question whether media is the origin's to its answer. */
    public record VerifySpec(
            @Key(
                            name = "low",
                            in = MILLIS,
                            range = "0 s..10 s",
                            usual = "0 ms",
                            text = "Shortest check")
                    double lowMillis,
            @Key(
                            name = "high",
                            in = MILLIS,
                            range = "0 s..10 s",
                            usual = "0 ms",
                            text = "Longest check")
                    double highMillis) {}
}
