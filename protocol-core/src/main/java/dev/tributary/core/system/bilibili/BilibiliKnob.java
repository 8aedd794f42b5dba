package dev.tributary.core.system.bilibili;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.KnobSpec.Unit;
import java.util.List;

/** The numbers of Bilibili (systems.md 5.2; those that the seed does not give are marked there). */
enum BilibiliKnob implements Knob {
    /** A segment of HLS. */
    SLICE(
            KnobSpec.number(
                    "slice", Unit.MILLIS, 20, 10_000, 4_000, "Length of a segment: HLS, 4 s")),
    /** 60 KB, just below the largest message of a data channel (seed 003). */
    PIECE(
            KnobSpec.number(
                    "pieceBlocks",
                    Unit.COUNT,
                    1,
                    546,
                    4,
                    "Size of what viewers ask each other for, in blocks of 15 KiB")),
    NEIGHBOURS(
            KnobSpec.number(
                    "neighbours", Unit.COUNT, 1, 40, 12, "Neighbours that the tracker names")),
    CREDIT(
            KnobSpec.number(
                    "inFlight", Unit.COUNT, 1, 64, 4, "Pieces asked of one neighbour at a time")),
    /** M. */
    CLASSES(
            KnobSpec.number(
                    "classes",
                    Unit.COUNT,
                    1,
                    31,
                    8,
                    "Classes of blocks, of each of which a viewer may be a seed")),
    /** The dice are thrown after this and a random part of it. */
    DICE(
            KnobSpec.number(
                    "dice",
                    Unit.MILLIS,
                    100,
                    60_000,
                    2_000,
                    "Between two throws for the roles, at least; at most twice as long")),
    SAFETY(
            KnobSpec.number(
                    "safety",
                    Unit.PERCENT,
                    50,
                    1_000,
                    130,
                    "Seeds wanted of a class over those that could just supply it")),
    STATUS(
            KnobSpec.number(
                    "announce",
                    Unit.MILLIS,
                    100,
                    10_000,
                    500,
                    "Between two announcements of what is new to all neighbours"));

    static final List<BilibiliKnob> ALL = List.of(values());

    /** Immutable, though Error Prone cannot see it: the record copies its list. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final KnobSpec spec;

    BilibiliKnob(KnobSpec spec) {
        this.spec = spec;
    }

    @Override
    public KnobSpec spec() {
        return spec;
    }
}
