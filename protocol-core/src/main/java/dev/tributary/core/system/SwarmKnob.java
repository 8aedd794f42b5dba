package dev.tributary.core.system;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.KnobSpec.Unit;
import dev.tributary.core.room.MediaLayout;
import java.util.List;

/** The numbers that every system of protocol version 2 has, whether it reads them or not. */
public enum SwarmKnob implements Knob {
    /** N; slice s belongs to sub-stream {@code (s - 1) mod N}. */
    SUB_STREAMS(KnobSpec.number("subStreams", Unit.COUNT, 1, 31, 6, "Number of sub-streams N")),
    /** Douyu: one backup per foreign sub-stream (systems.md 2.3). */
    BACKUPS(
            KnobSpec.number(
                    "backups",
                    Unit.COUNT,
                    0,
                    2,
                    1,
                    "Spare providers kept connected per sub-stream")),
    RELAY_DEPTH(
            KnobSpec.number(
                    "relayDepth",
                    Unit.COUNT,
                    1,
                    4,
                    1,
                    "Hops from the CDN that a pushed slice may take")),
    BASE_STREAM(
            KnobSpec.number(
                    "baseStream",
                    Unit.PERCENT,
                    0,
                    95,
                    0,
                    "Largest share of viewers without a CDN sub-stream (systems.md 2.5)")),
    /** Whether the tracker balances the CDN sub-streams; otherwise they are drawn. */
    ASSIGNMENT(
            KnobSpec.choice(
                    "assignment",
                    List.of("random", "balanced"),
                    1,
                    "How viewers get their CDN sub-stream")),
    GAP_GRACE(
            KnobSpec.number(
                    "gapGrace",
                    Unit.MILLIS,
                    0,
                    60_000,
                    3_000,
                    "How long a sub-stream may lack a provider before the CDN covers it")),
    SILENT_AFTER(
            KnobSpec.number(
                    "silentAfter",
                    Unit.MILLIS,
                    100,
                    60_000,
                    1_500,
                    "A provider silent for so long is dead")),
    /** Douyu: a second (seed 000). */
    SLICE(
            KnobSpec.number(
                    "slice",
                    Unit.MILLIS,
                    20,
                    10_000,
                    MediaLayout.SECOND,
                    "A slice is cut when its media is longer than this; with 20 ms at every"
                            + " picture, and with sound at most of its frames too"));

    /** Value of {@link #ASSIGNMENT}: the tracker balances. */
    public static final int BALANCED = 1;

    /** The table. */
    public static final List<SwarmKnob> ALL = List.of(values());

    /** Immutable, though Error Prone cannot see it: the record copies its list. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final KnobSpec spec;

    SwarmKnob(KnobSpec spec) {
        this.spec = spec;
    }

    @Override
    public KnobSpec spec() {
        return spec;
    }
}
