package dev.tributary.core.system.youku;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.KnobSpec.Unit;
import dev.tributary.core.room.MediaLayout;
import java.util.List;

/** The numbers of Youku (systems.md 3.3; those that the seed does not give are marked there). */
enum YoukuKnob implements Knob {
    SLICE(
            KnobSpec.number(
                    "slice",
                    Unit.MILLIS,
                    20,
                    10_000,
                    MediaLayout.SECOND,
                    "Length of a slice, the unit of the index")),
    /** 30 KiB: whole blocks, and below 32 KiB. */
    PIECE(
            KnobSpec.number(
                    "pieceBlocks",
                    Unit.COUNT,
                    1,
                    546,
                    2,
                    "Size of what viewers ask each other for, in blocks of 15 KiB")),
    NEIGHBOURS(
            KnobSpec.number(
                    "neighbours", Unit.COUNT, 1, 40, 12, "Neighbours that the tracker names")),
    CREDIT(
            KnobSpec.number(
                    "inFlight", Unit.COUNT, 1, 64, 2, "Pieces asked of one neighbour at a time")),
    TICK(
            KnobSpec.number(
                    "tick", Unit.MILLIS, 50, 5_000, 200, "Between two looks at what is missing")),
    /** Seed 001. */
    CDN_BELOW(
            KnobSpec.number(
                    "cdnBelow",
                    Unit.MILLIS,
                    100,
                    60_000,
                    5_000,
                    "With less playable media than this the CDN is asked")),
    CDN_UNTIL(
            KnobSpec.number(
                    "cdnUntil",
                    Unit.MILLIS,
                    100,
                    60_000,
                    6_500,
                    "With so much playable media neighbours are asked again")),
    /** Seed 001. */
    SWITCH(
            KnobSpec.number(
                    "selfSelect",
                    Unit.PERCENT,
                    0,
                    100,
                    15,
                    "Share of the viewers that take a chunk from the CDN when no neighbour has"
                            + " it")),
    REVIEW(
            KnobSpec.number(
                    "review",
                    Unit.MILLIS,
                    1_000,
                    600_000,
                    15_000,
                    "Between two looks at the worst neighbour"));

    static final List<YoukuKnob> ALL = List.of(values());

    /** Immutable, though Error Prone cannot see it: the record copies its list. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final KnobSpec spec;

    YoukuKnob(KnobSpec spec) {
        this.spec = spec;
    }

    @Override
    public KnobSpec spec() {
        return spec;
    }
}
