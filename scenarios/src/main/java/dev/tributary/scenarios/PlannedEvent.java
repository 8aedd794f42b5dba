package dev.tributary.scenarios;

/**
 * Something that happens to the world at a given time.
 *
 * @param atSeconds run time, warm-up included
 * @param kind what happens
 * @param amount share of viewers (MASS_LEAVE), or number of joiners (FLASH_CROWD); else unused
 * @param overSeconds time over which it is spread, or how long it lasts
 */
public record PlannedEvent(double atSeconds, Kind kind, double amount, double overSeconds) {
    /** What can happen. */
    public enum Kind {
        /** All links between viewers go dead and no new one comes up. */
        CUT_P2P,
        /** New links come up again. */
        RESTORE_P2P,
        /** A share of the viewers leaves. */
        MASS_LEAVE,
        /** Viewers join beyond the ordinary arrivals. */
        FLASH_CROWD,
        /** The CDN answers nothing. */
        CDN_OUTAGE
    }
}
