package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import java.util.Arrays;

/** The connections of a tracker by number: who is at their ends, what is refused, and their end. */
final class Connections {
    private final TrackerOutput output;
    private final Tally tally;
    private final Admission admission;
    private Client[] clients = new Client[16];

    Connections(TrackerOutput output, Tally tally, Admission admission) {
        this.output = output;
        this.tally = tally;
        this.admission = admission;
    }

    void open(int connection, Payload address) {
        Check.that(connection >= 0, "a connection is not negative");
        if (connection >= clients.length) {
            clients = Arrays.copyOf(clients, Math.max(2 * clients.length, connection + 1));
        }
        Check.that(clients[connection] == null, "a connection comes up once");
        clients[connection] = new Client(address);
    }

    /** Returns who is at the other end, or null when there is no such connection. */
    @Nullable
    Client client(int connection) {
        return connection >= 0 && connection < clients.length ? clients[connection] : null;
    }

    void badRequest(int connection) {
        tally.count(TrackerCounter.BAD_REQUESTS);
        reject(connection, RejectionCode.BAD_REQUEST, 0);
    }

    void reject(int connection, RejectionCode code, int retryAfterMillis) {
        tally.count(TrackerCounter.REJECTED);
        output.send(connection, new Rejection(code, retryAfterMillis));
    }

    /** Ends a connection. */
    void close(int connection) {
        tally.count(TrackerCounter.CLOSED);
        forget(connection);
        output.close(connection);
    }

    /** A connection is no more: its number is free, and a join that waits is void. */
    void forget(int connection) {
        admission.withdraw(clients[connection]);
        clients[connection] = null;
    }
}
