package dev.tributary.core.tracker;

import dev.tributary.core.base.IntMap;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.wire.Join;

/** Joins whose token is being checked, by ticket. */
final class Admission {
    private final IntMap<Pending> pending = new IntMap<>();
    private int tickets;

    /** A join that waits, and who asked. */
    record Pending(int connection, Client client, Join join) {}

    /** Returns the ticket of a join. */
    int ask(int connection, Client client, Join join) {
        tickets = tickets == Integer.MAX_VALUE ? 1 : tickets + 1;
        pending.put(tickets, new Pending(connection, client, join));
        client.ticket = tickets;
        return tickets;
    }

    /** Returns the join of a ticket, once, or null. */
    @Nullable
    Pending answered(int ticket) {
        Pending join = pending.get(ticket);
        if (join != null) {
            withdraw(join.client());
        }
        return join;
    }

    /** A connection is gone: its join is void. */
    void withdraw(Client client) {
        if (client.ticket != 0) {
            pending.remove(client.ticket);
            client.ticket = 0;
        }
    }
}
