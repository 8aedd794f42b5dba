package dev.tributary.scenarios;

import java.util.Comparator;

/**
 * Something that happens to the world at a given time.
 *
 * @param atSeconds run time, warm-up included
 * @param kind what happens
 * @param amount share of viewers (MASS_LEAVE, CRASH), or number of joiners (FLASH_CROWD); else
 *     unused
 * @param overSeconds time over which it is spread, or how long it lasts
 * @param clock times of a publisher that returns (PUBLISHER_RETURNS); else KEPT
 * @param crowd who joins (FLASH_CROWD); else ordinary
 */
public record PlannedEvent(
        double atSeconds, Kind kind, double amount, double overSeconds, Clock clock, Crowd crowd) {
    /** An event that brings nobody, or viewers as the ordinary ones. */
    public PlannedEvent(
            double atSeconds, Kind kind, double amount, double overSeconds, Clock clock) {
        this(atSeconds, kind, amount, overSeconds, clock, Crowd.ORDINARY);
    }

    /**
     * The order in which events happen: by time, and at one instant by kind and what they say, so
     * that it does not matter in which order a scenario lists them.
     */
    public static final Comparator<PlannedEvent> ORDER =
            Comparator.comparingDouble(PlannedEvent::atSeconds)
                    .thenComparing(PlannedEvent::kind)
                    .thenComparingDouble(PlannedEvent::amount)
                    .thenComparingDouble(PlannedEvent::overSeconds)
                    .thenComparing(PlannedEvent::clock)
                    .thenComparing(event -> event.crowd().toString());

    /** Returns whether another event is of the same kind and at the same time. */
    public boolean like(PlannedEvent other) {
        return kind == other.kind && atSeconds == other.atSeconds;
    }

    /** Returns how many viewers it brings before an instant of the run. */
    public long joinersBefore(double seconds) {
        if (kind != Kind.FLASH_CROWD || atSeconds >= seconds) {
            return 0;
        }
        double part = overSeconds == 0 ? 1 : Math.min(1, (seconds - atSeconds) / overSeconds);
        return (long) Math.ceil(amount * part);
    }

    /** The media time that a publisher returns with. */
    public enum Clock {
        /** As if it had never been away: media time has a hole of the length of its absence. */
        KEPT,
        /** From 0, as an encoder that was started again; the origin puts it behind the old one. */
        ZERO
    }

    /** What can happen. */
    public enum Kind {
        /** All links between viewers go dead and no new one comes up. */
        CUT_P2P,
        /** New links come up again. */
        RESTORE_P2P,
        /** A share of the viewers leaves, and nobody follows them. */
        MASS_LEAVE,
        /** Viewers join beyond the ordinary arrivals, and nobody follows them. */
        FLASH_CROWD,
        /** The CDN answers nothing. */
        CDN_OUTAGE,
        /** The publisher's connection ends, and with it the last slice. */
        PUBLISHER_STOPS,
        /** The publisher is there again, with a keyframe. */
        PUBLISHER_RETURNS,
        /**
         * The origin is away, and when it is back its slice numbers have gone on with the clock.
         */
        ORIGIN_RESTARTS,
        /** A share of the viewers is gone without a word: nothing comes from them any more. */
        CRASH,
        /** The tracker forgets everything and is away. */
        TRACKER_OUTAGE;

        /** Returns whether it happens to a share of the viewers, each drawn alone. */
        public boolean takesShare() {
            return this == MASS_LEAVE || this == CRASH;
        }
    }
}
