package dev.tributary.core.system.novage;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.KnobSpec.Unit;
import java.util.List;

/** The options of p2p-media-loader 2.3 that this room uses, with their defaults there. */
enum NovageKnob implements Knob {
    SLICE(
            KnobSpec.number(
                    "slice", Unit.MILLIS, 20, 10_000, 2_000, "Length of a segment of HLS: 2 s")),
    NEIGHBOURS(
            KnobSpec.number(
                    "neighbours", Unit.COUNT, 1, 40, 8, "Neighbours that the tracker names")),
    /** highDemandTimeWindow. */
    HIGH_DEMAND(
            KnobSpec.number(
                    "highDemand",
                    Unit.MILLIS,
                    100,
                    600_000,
                    15_000,
                    "Segments to be shown sooner are taken by HTTP when a load is free; where the"
                            + " buffer is shorter, all are")),
    /** simultaneousHttpDownloads. */
    HTTP_LOADS(KnobSpec.number("httpLoads", Unit.COUNT, 1, 64, 2, "Segments by HTTP at a time")),
    /** simultaneousP2PDownloads. */
    PEER_LOADS(KnobSpec.number("peerLoads", Unit.COUNT, 1, 64, 3, "Segments from peers at a time"));

    static final List<NovageKnob> ALL = List.of(values());

    /** Immutable, though Error Prone cannot see it: the record copies its list. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final KnobSpec spec;

    NovageKnob(KnobSpec spec) {
        this.spec = spec;
    }

    @Override
    public KnobSpec spec() {
        return spec;
    }
}
