package dev.tributary.scenarios;

import static dev.tributary.scenarios.Quantity.SECONDS;
import static dev.tributary.scenarios.Quantity.SHARE;

/** Who watches, and for how long. */
public record AudienceSpec(
        @Key(
                        range = "0..10000000",
                        usual = "2000",
                        text =
                                "Viewers at the start, and in the mean while arrivals are steady;"
                                        + " with a curve of viewers its first value")
                int viewers,
        @Key(
                        name = "ramp",
                        in = SECONDS,
                        range = "0 s..168 h",
                        usual = "60 s",
                        text =
                                "The first viewers join spread evenly over this time; with a curve"
                                        + " of viewers it is 0 s")
                double rampSeconds,
        @Key(
                        usual = "game-live",
                        text =
                                "How long viewers stay: a name (game-live, theory.md 2.7;"
                                        + " veloso-2002, Veloso et al. 2002; forever) or one"
                                        + " distribution")
                SessionModel sessions,
        @Key(
                        usual = "poisson",
                        text =
                                "Who follows those who leave: poisson (rate that keeps the mean),"
                                        + " replace (each leaver at once, theory.md 1.5) or none;"
                                        + " with sessions forever it is none. Or a curve of how"
                                        + " many there are, or come")
                Arrivals arrivals,
        @Key(
                        text = "Shares of devices; pc, tv and mobile add up to 100 %",
                        source = "theory.md 2.9")
                DeviceMix devices) {
    /**
     * Returns how many ordinary viewers there may be at a time before an instant of the run; of a
     * curve of arrivals all who come, rounded up.
     */
    public long viewersMax(double untilSeconds) {
        if (arrivals instanceof Arrivals.Population population) {
            return Math.round(population.viewers().max(untilSeconds));
        }
        return arrivals instanceof Arrivals.Rate rate
                ? (long) Math.ceil(viewers + rate.perSecond().area(untilSeconds))
                : viewers;
    }

    /**
     * Shares of devices.
     *
     * <p>theory.md 2.9: 30 % mobile [S5], half of it on cellular [A]; Wi-Fi share [A].
     */
    public record DeviceMix(
            @Key(in = SHARE, usual = "70 %", text = "Computers, wired or on Wi-Fi") double pc,
            @Key(in = SHARE, usual = "0 %", text = "Television sets and boxes") double tv,
            @Key(in = SHARE, usual = "30 %", text = "Phones and tablets") double mobile,
            @Key(
                            name = "cellular",
                            in = SHARE,
                            of = "mobile",
                            usual = "50 % of mobile",
                            text = "Share of the mobile viewers on 4G or 5G, who never upload")
                    double cellularOfMobile,
            @Key(
                            name = "wifi",
                            in = SHARE,
                            of = "fixed",
                            usual = "60 % of fixed",
                            text = "Share of all other viewers that are on Wi-Fi rather than wired")
                    double wifiOfFixed) {}
}
