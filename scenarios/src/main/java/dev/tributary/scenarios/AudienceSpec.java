package dev.tributary.scenarios;

/**
 * Who watches, and for how long.
 *
 * @param viewers viewers present at the start, and in the mean while arrivals are steady
 * @param rampSeconds the first viewers join spread evenly over this time
 * @param sessions how long viewers stay
 * @param arrivals who follows them
 * @param devices what they watch on
 */
public record AudienceSpec(
        int viewers,
        double rampSeconds,
        SessionModel sessions,
        Arrivals arrivals,
        DeviceMix devices) {
    /** How viewers who leave are followed by others. */
    public enum Arrivals {
        /** Nobody comes after the start. */
        NONE,
        /** Poisson arrivals that keep the mean. */
        POISSON,
        /** Each leaver is replaced at once: a closed population, as in theory.md 1.5. */
        REPLACE
    }

    /**
     * Shares of devices.
     *
     * @param pc share of computers; wired or Wi-Fi
     * @param tv share of television sets and boxes
     * @param mobile share of phones and tablets
     * @param cellularOfMobile share of the mobile ones that are on 4G/5G
     * @param wifiOfFixed share of all other viewers that are on Wi-Fi rather than wired
     */
    public record DeviceMix(
            double pc, double tv, double mobile, double cellularOfMobile, double wifiOfFixed) {}
}
