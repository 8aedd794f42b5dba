package dev.tributary.core.room;

import dev.tributary.core.base.Check;

/**
 * How viewers find and feed each other.
 *
 * @param subStreams number of sub-streams N; slice s belongs to sub-stream {@code (s - 1) mod N}
 * @param backups spare providers kept connected per sub-stream, 0..2
 * @param relayDepthMax hops from the CDN that a pushed slice may take, 1..4
 * @param baseStreamMaxPercent largest share of viewers without any CDN sub-stream (Douyu's base
 *     stream), 0 = off
 * @param roundRobin whether the tracker balances the CDN sub-streams; otherwise they are drawn
 * @param gapGraceMillis how long a sub-stream may lack a provider before the CDN covers it
 * @param silentMillis a provider that delivers nothing for so long after a slice was due is dead
 */
public record SwarmSettings(
        int subStreams,
        int backups,
        int relayDepthMax,
        int baseStreamMaxPercent,
        boolean roundRobin,
        int gapGraceMillis,
        int silentMillis) {
    /** Checks the ranges. */
    public SwarmSettings {
        Check.range("subStreams", subStreams, 1, 31);
        Check.range("backups", backups, 0, 2);
        Check.range("relayDepthMax", relayDepthMax, 1, 4);
        Check.range("baseStreamMaxPercent", baseStreamMaxPercent, 0, 95);
        Check.range("gapGraceMillis", gapGraceMillis, 0, 60_000);
        Check.range("silentMillis", silentMillis, 100, 60_000);
    }

    /** Douyu's six sub-streams with one backup per foreign sub-stream (systems.md 2.3). */
    public static SwarmSettings defaults() {
        return new SwarmSettings(6, 1, 1, 0, true, 3_000, 1_500);
    }
}
