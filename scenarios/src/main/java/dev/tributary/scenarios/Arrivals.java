package dev.tributary.scenarios;

/** Who comes after the first viewers. */
public sealed interface Arrivals {
    /** How viewers who leave are followed by others. */
    enum Rule implements Arrivals {
        /** Nobody comes after the start. */
        NONE,
        /** Poisson arrivals that keep the mean. */
        POISSON,
        /** Each leaver is replaced at once: a closed population, as in theory.md 1.5. */
        REPLACE
    }

    /**
     * The room is as large as a curve says: somebody comes for each who is missing, and one drawn
     * at random leaves for each who is too many.
     *
     * @param viewers ordinary viewers present, rounded
     */
    record Population(TimeCurve viewers) implements Arrivals {}

    /**
     * Poisson arrivals at a rate that changes; how many are present follows from sessions.
     *
     * @param perSecond mean arrivals per second
     */
    record Rate(TimeCurve perSecond) implements Arrivals {}
}
