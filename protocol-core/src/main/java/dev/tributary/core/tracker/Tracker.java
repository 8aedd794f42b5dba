package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Sure;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.core.wire.Trouble;

/**
 * One tracker with many rooms, as a deterministic state machine.
 *
 * <p>Inputs come in by {@link #input}, each with the time at which it happened; effects leave
 * through {@link TrackerOutput}. Equal inputs give equal outputs. Not thread safe.
 *
 * <p>Time is in nanoseconds since the tracker was created and never goes back. A connection is a
 * small number given by the host, free again once it was disconnected or closed. A session is the
 * number by which viewers know each other, from 1 upward and never used twice.
 */
public final class Tracker {
    private final TrackerConfig config;
    private final TrackerOutput output;
    private final Tally tally = new Tally();
    private final Relay relay;
    private final Admission admission = new Admission();
    private final Connections connections;
    private final Rooms rooms;
    private long lastNanos;
    private boolean inside;

    /** Creates a tracker without rooms, for the systems that its host gives it. */
    public Tracker(
            TrackerConfig config,
            RoomPolicies policies,
            Rng rng,
            TrackerOutput output,
            TrackerObserver observer) {
        this.config = config;
        this.output = output;
        relay = new Relay(output, tally, config.signals());
        connections = new Connections(output, tally, admission);
        rooms = new Rooms(config, policies, rng, output, observer, tally, connections);
    }

    /**
     * Takes an input: the one door in. The methods below say the same with types.
     *
     * @param number connection or ticket, as the kind has it; 0 otherwise
     * @param content of the class that {@link TrackerInput#content} names, null for none
     */
    public void input(long nowNanos, TrackerInput kind, int number, @Nullable Object content) {
        Check.that(!inside, "a tracker is not called back");
        Check.that(nowNanos >= lastNanos, "time does not go back");
        inside = true;
        lastNanos = nowNanos;
        switch (kind) {
            case OPEN_ROOM -> {
                TrackerInput.Opening opening = (TrackerInput.Opening) Sure.of(content);
                rooms.open(nowNanos, opening.stream(), opening.settings());
            }
            case CONNECTED -> connections.open(number, (Payload) Sure.of(content));
            case CLIENT_MESSAGE -> message(nowNanos, number, (Message) Sure.of(content));
            case DISCONNECTED -> disconnected(nowNanos, number);
            case TOKEN_CHECKED ->
                    tokenChecked(nowNanos, number, (TrackerInput.Verdict) Sure.of(content));
            case TIMER -> rooms.onTimer(nowNanos);
        }
        inside = false;
    }

    /**
     * Opens a room or replaces its settings. Equal settings change nothing; otherwise the members
     * are told to join again. A room without peering is closed.
     */
    public void openRoom(long nowNanos, StreamKey stream, RoomSettings settings) {
        input(nowNanos, TrackerInput.OPEN_ROOM, 0, new TrackerInput.Opening(stream, settings));
    }

    /**
     * A connection came up.
     *
     * @param address where it comes from: 4 or 16 bytes, or empty when that says nothing
     */
    public void onConnected(long nowNanos, int connection, Payload address) {
        input(nowNanos, TrackerInput.CONNECTED, connection, address);
    }

    /** A message arrived over a connection. */
    public void onMessage(long nowNanos, int connection, Message message) {
        input(nowNanos, TrackerInput.CLIENT_MESSAGE, connection, message);
    }

    /** A connection went down; its viewer, if any, has left. */
    public void onDisconnected(long nowNanos, int connection) {
        input(nowNanos, TrackerInput.DISCONNECTED, connection, null);
    }

    /** An answer to {@link TrackerOutput#checkToken}; see {@link TrackerInput.Verdict}. */
    public void onTokenChecked(long nowNanos, int ticket, boolean valid, Payload fingerprint) {
        var verdict = new TrackerInput.Verdict(valid, fingerprint);
        input(nowNanos, TrackerInput.TOKEN_CHECKED, ticket, verdict);
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        input(nowNanos, TrackerInput.TIMER, 0, null);
    }

    /** Returns when {@link #onTimer} must next be called, or {@link Time#NEVER}. */
    public long nextDeadlineNanos() {
        return rooms.nextDeadlineNanos();
    }

    /** Returns the number of members of all rooms, for the scheduler. */
    public int viewers() {
        return rooms.members();
    }

    /** Returns the number of members of one room, 0 when it is not open. */
    public int viewers(StreamKey stream) {
        Room room = rooms.of(stream);
        return room == null ? 0 : room.roster.count();
    }

    /** Returns what was counted so far. */
    public long counted(TrackerCounter counter) {
        return tally.value(counter);
    }

    private void message(long nowNanos, int connection, Message message) {
        Client client = connections.client(connection);
        if (client != null) {
            switch (client.onMessage(nowNanos, config)) {
                case ACCEPT -> accept(nowNanos, connection, client, message);
                case REJECT -> {
                    tally.count(TrackerCounter.FLOODS);
                    connections.reject(connection, RejectionCode.BUSY, config.reportMillis());
                }
                case DROP -> tally.count(TrackerCounter.FLOODS);
                case CLOSE -> {
                    tally.count(TrackerCounter.FLOODS);
                    rooms.leave(nowNanos, client);
                    connections.close(connection);
                }
            }
        }
    }

    private void disconnected(long nowNanos, int connection) {
        Client client = connections.client(connection);
        if (client != null) {
            rooms.leave(nowNanos, client);
            connections.forget(connection);
        }
    }

    private void tokenChecked(long nowNanos, int ticket, TrackerInput.Verdict verdict) {
        Admission.Pending pending = admission.answered(ticket);
        if (pending != null && pending.client().member == null) {
            if (verdict.valid()) {
                rooms.join(nowNanos, pending, verdict.fingerprint());
            } else {
                int connection = pending.connection();
                connections.reject(connection, RejectionCode.BAD_TOKEN, config.reportMillis());
            }
        }
    }

    private void accept(long nowNanos, int connection, Client client, Message message) {
        if (client.member != null) {
            if (!obey(nowNanos, client, message)) {
                connections.badRequest(connection);
            }
        } else if (client.ticket != 0) {
            // It may not know yet that it is not in: its signals would make no sense.
            tally.count(TrackerCounter.BAD_REQUESTS);
        } else if (message.type() == Message.Type.JOIN) {
            knock(connection, client, (Join) message);
        } else {
            connections.badRequest(connection);
        }
    }

    private void knock(int connection, Client client, Join join) {
        if (rooms.of(join.stream()) == null) {
            connections.reject(connection, RejectionCode.UNKNOWN_ROOM, config.reportMillis());
        } else {
            output.checkToken(admission.ask(connection, client, join), join);
        }
    }

    /** Does what a client says that is a member; false when it makes no sense. */
    private boolean obey(long nowNanos, Client client, Message message) {
        Room room = Sure.of(client.room);
        Member member = Sure.of(client.member);
        room.roster.heard(nowNanos, member);
        boolean fine =
                switch (message.type()) {
                    case LEAVE -> leave(nowNanos, client);
                    case REPORT -> report(nowNanos, room, member, (Report) message);
                    case SIGNAL -> signal(room, member, (Signal) message);
                    case TROUBLE -> trouble(nowNanos, room, member, (Trouble) message);
                    default -> false;
                };
        rooms.touched(room);
        return fine;
    }

    private boolean leave(long nowNanos, Client client) {
        rooms.leave(nowNanos, client);
        return true;
    }

    private boolean signal(Room room, Member from, Signal signal) {
        relay.pass(from, rooms.member(room, signal.session()), signal);
        return true;
    }

    private static boolean report(long nowNanos, Room room, Member member, Report report) {
        if (report.providers().size() > TrackerConfig.REPORT_PROVIDERS_MAX) {
            return false;
        }
        room.policy.reported(nowNanos, member, report);
        return true;
    }

    private static boolean trouble(long nowNanos, Room room, Member member, Trouble trouble) {
        int subStream = trouble.subStream();
        if (subStream < 0 || subStream >= room.context.subStreams()) {
            return false;
        }
        room.policy.troubled(nowNanos, member, trouble);
        return true;
    }
}
