package dev.tributary.core.system.substream;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.tracker.RoomContext;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Slot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Gathers what changes for members within one input, so that each gets one ASSIGN at its end. */
final class Outbox {
    private final RoomContext context;
    private final ArrayDeque<Seat> unsent = new ArrayDeque<>();

    Outbox(RoomContext context) {
        this.context = context;
    }

    /** A slot of a member changed, or is to be repeated. */
    void markChanged(Seat seat, int subStream) {
        seat.changed |= 1 << subStream;
        if (!seat.unsent) {
            seat.unsent = true;
            unsent.add(seat);
        }
    }

    /** Tells all members what has changed for them. */
    void flush() {
        while (!unsent.isEmpty()) {
            Seat seat = unsent.remove();
            seat.unsent = false;
            if (!seat.gone()) {
                context.send(seat.member, new Assign(seat.cdn, changedSlots(seat)));
            }
            seat.changed = 0;
        }
    }

    private static List<Slot> changedSlots(Seat seat) {
        List<Slot> slots = new ArrayList<>(Integer.bitCount(seat.changed));
        for (int j = 0; j < seat.provider.length; j++) {
            if ((seat.changed >> j & 1) != 0) {
                slots.add(new Slot(j, session(seat.provider[j]), session(seat.backup[j])));
            }
        }
        return slots;
    }

    private static int session(@Nullable Seat seat) {
        return seat == null ? 0 : seat.session();
    }
}
