package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * The tracker's plan for one viewer; only the listed sub-streams change.
 *
 * @param cdnSubStream sub-stream that the viewer takes from the CDN and seeds, or {@link #NONE} for
 *     a viewer of the base stream
 * @param slots provider and backup per sub-stream, at most one slot each
 */
public record Assign(int cdnSubStream, List<Slot> slots) implements Message {
    /** Sub-stream, provider and backup take a byte each. */
    private static final int SLOT_BYTES_MIN = 3;

    /** No CDN sub-stream: a viewer of the base stream. */
    public static final int NONE = -1;

    /** Most slots: one per sub-stream. */
    public static final int SLOTS_MAX = WireSize.SUB_STREAMS_MAX;

    /** Checks the ranges. */
    public Assign {
        slots = List.copyOf(slots);
        Check.range("cdnSubStream", cdnSubStream, NONE, WireSize.SUB_STREAMS_MAX - 1);
        Check.range("slots", slots.size(), 0, SLOTS_MAX);
        int seen = 0;
        for (Slot slot : slots) {
            int bit = 1 << slot.subStream();
            if ((seen & bit) != 0) {
                throw new IllegalArgumentException("two slots for sub-stream " + slot.subStream());
            }
            seen |= bit;
        }
    }

    @Override
    public Type type() {
        return Type.ASSIGN;
    }

    @Override
    public int wireBytes() {
        int bytes = WireSize.FRAME + WireSize.of(cdnSubStream + 1) + WireSize.of(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            bytes +=
                    WireSize.of(slot.subStream())
                            + WireSize.of(slot.provider())
                            + WireSize.of(slot.backup());
        }
        return bytes;
    }

    @Override
    public void write(WireWriter out) {
        out.varint(cdnSubStream - NONE);
        out.varint(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            out.varint(slot.subStream());
            out.varint(slot.provider());
            out.varint(slot.backup());
        }
    }

    static Assign read(WireReader in) throws MalformedMessageException {
        int cdnSubStream = in.varint("cdnSubStream", 0, WireSize.SUB_STREAMS_MAX) + NONE;
        Slot[] slots = new Slot[in.count("slots", SLOTS_MAX, SLOT_BYTES_MIN)];
        int seen = 0;
        for (int i = 0; i < slots.length; i++) {
            int subStream = in.subStream();
            if ((seen & 1 << subStream) != 0) {
                throw in.malformed("one slot per sub-stream before");
            }
            seen |= 1 << subStream;
            int provider = in.sessionOrNobody("provider");
            slots[i] = new Slot(subStream, provider, in.sessionOrNobody("backup"));
        }
        return new Assign(cdnSubStream, List.of(slots));
    }
}
