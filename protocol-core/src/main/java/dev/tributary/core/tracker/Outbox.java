package dev.tributary.core.tracker;

import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Slot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Gathers what changes for members within one input, so that each gets one ASSIGN at its end. */
final class Outbox {
    private final RoomContext context;
    private final ArrayDeque<Member> unsent = new ArrayDeque<>();

    Outbox(RoomContext context) {
        this.context = context;
    }

    /** A slot of a member changed, or is to be repeated. */
    void markChanged(Member member, int subStream) {
        member.plan.changed |= 1 << subStream;
        if (!member.plan.unsent) {
            member.plan.unsent = true;
            unsent.add(member);
        }
    }

    /** Tells all members what has changed for them. */
    void flush() {
        while (!unsent.isEmpty()) {
            Member member = unsent.remove();
            Plan plan = member.plan;
            plan.unsent = false;
            if (!member.gone) {
                context.send(member, new Assign(plan.cdn, changedSlots(plan)));
            }
            plan.changed = 0;
        }
    }

    private static List<Slot> changedSlots(Plan plan) {
        List<Slot> slots = new ArrayList<>(Integer.bitCount(plan.changed));
        for (int j = 0; j < plan.provider.length; j++) {
            if ((plan.changed >> j & 1) != 0) {
                slots.add(new Slot(j, session(plan.provider[j]), session(plan.backup[j])));
            }
        }
        return slots;
    }

    private static int session(Member member) {
        return member == null ? 0 : member.session;
    }
}
