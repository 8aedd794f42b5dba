package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.IntMap;
import dev.tributary.core.base.Rng;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.core.wire.Trouble;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One tracker with many rooms, as a deterministic state machine.
 *
 * <p>Inputs are the {@code on...} methods, each given the time at which it happened; effects leave
 * through {@link TrackerOutput}. Equal inputs give equal outputs. Not thread safe.
 *
 * <p>Time is in nanoseconds since the tracker was created and never goes back. A connection is a
 * small number given by the host, free again once it was disconnected or closed. A session is the
 * number by which viewers know each other, from 1 upward and never used twice.
 */
public final class Tracker {
    private final TrackerConfig config;
    private final RoomPolicies policies;
    private final Rng rng;
    private final TrackerOutput output;
    private final TrackerObserver observer;
    private final Tally tally = new Tally();
    private final Relay relay;
    private final Admission admission = new Admission();
    private final Map<StreamKey, Room> rooms = new LinkedHashMap<>();
    private final RoomQueue queue = new RoomQueue();
    private final IntMap<Member> members = new IntMap<>();
    private Client[] clients = new Client[16];
    private int lastSession;
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
        this.policies = policies;
        this.rng = rng;
        this.output = output;
        this.observer = observer;
        relay = new Relay(output, tally, config.signals());
    }

    /**
     * Opens a room or replaces its settings. Equal settings change nothing; otherwise the members
     * are told to join again. A room without peering is closed.
     */
    public void openRoom(long nowNanos, StreamKey stream, RoomSettings settings) {
        begin(nowNanos);
        Room old = rooms.get(stream);
        if (old == null || !old.context.settings().equals(settings)) {
            if (old != null) {
                dismiss(nowNanos, old);
            }
            if (settings.peering()) {
                RoomContext context =
                        new RoomContext(stream, settings, config, rng, output, observer, tally);
                Room room = new Room(context, policies);
                rooms.put(stream, room);
                queue.add(room);
            }
        }
        inside = false;
    }

    /**
     * A connection came up.
     *
     * @param address where it comes from: 4 or 16 bytes, or empty when that says nothing
     */
    public void onConnected(long nowNanos, int connection, Payload address) {
        begin(nowNanos);
        Check.that(connection >= 0, "a connection is not negative");
        if (connection >= clients.length) {
            clients = Arrays.copyOf(clients, Math.max(2 * clients.length, connection + 1));
        }
        Check.that(clients[connection] == null, "a connection comes up once");
        clients[connection] = new Client(address);
        inside = false;
    }

    /** A message arrived over a connection. */
    public void onMessage(long nowNanos, int connection, Message message) {
        begin(nowNanos);
        Client client = client(connection);
        if (client != null) {
            switch (client.onMessage(nowNanos, config)) {
                case ACCEPT -> accept(nowNanos, connection, client, message);
                case REJECT -> {
                    tally.count(TrackerCounter.FLOODS);
                    reject(connection, RejectionCode.BUSY, config.reportMillis());
                }
                case DROP -> tally.count(TrackerCounter.FLOODS);
                case CLOSE -> {
                    tally.count(TrackerCounter.FLOODS);
                    leave(nowNanos, client);
                    close(connection);
                }
            }
        }
        inside = false;
    }

    /** A connection went down; its viewer, if any, has left. */
    public void onDisconnected(long nowNanos, int connection) {
        begin(nowNanos);
        Client client = client(connection);
        if (client != null) {
            admission.withdraw(client);
            leave(nowNanos, client);
            clients[connection] = null;
        }
        inside = false;
    }

    /**
     * An answer to {@link TrackerOutput#checkToken}.
     *
     * @param fingerprint the certificate that the token is bound to, of which signals must speak;
     *     empty when it is bound to none
     */
    public void onTokenChecked(long nowNanos, int ticket, boolean valid, Payload fingerprint) {
        begin(nowNanos);
        Admission.Pending pending = admission.answered(ticket);
        if (pending != null && pending.client().member == null) {
            int connection = pending.connection();
            if (valid) {
                join(nowNanos, connection, pending.client(), pending.join(), fingerprint);
            } else {
                reject(connection, RejectionCode.BAD_TOKEN, config.reportMillis());
            }
        }
        inside = false;
    }

    /** Time has passed. Harmless early; required no later than {@link #nextDeadlineNanos}. */
    public void onTimer(long nowNanos) {
        begin(nowNanos);
        while (queue.nextDeadlineNanos() <= nowNanos) {
            Room room = queue.first();
            Member silent = room.expired(nowNanos);
            while (silent != null) {
                tally.count(TrackerCounter.EXPIRED);
                leave(nowNanos, client(silent.connection));
                close(silent.connection);
                silent = room.expired(nowNanos);
            }
            room.policy.onTimer(nowNanos);
            queue.update(room);
        }
        inside = false;
    }

    /** Returns when {@link #onTimer} must next be called, or {@link Time#NEVER}. */
    public long nextDeadlineNanos() {
        return queue.nextDeadlineNanos();
    }

    /** Returns the number of members of all rooms, for the scheduler. */
    public int viewers() {
        return members.size();
    }

    /** Returns the number of members of one room, 0 when it is not open. */
    public int viewers(StreamKey stream) {
        Room room = rooms.get(stream);
        return room == null ? 0 : room.roster.count();
    }

    /** Returns what was counted so far. */
    public long counted(TrackerCounter counter) {
        return tally.value(counter);
    }

    private void begin(long nowNanos) {
        Check.that(!inside, "a tracker is not called back");
        Check.that(nowNanos >= lastNanos, "time does not go back");
        inside = true;
        lastNanos = nowNanos;
    }

    private Client client(int connection) {
        return connection >= 0 && connection < clients.length ? clients[connection] : null;
    }

    private void accept(long nowNanos, int connection, Client client, Message message) {
        if (client.member == null) {
            if (client.ticket != 0) {
                // It may not know yet that it is not in: its signals would make no sense.
                tally.count(TrackerCounter.BAD_REQUESTS);
            } else if (message.type() == Message.Type.JOIN) {
                knock(connection, client, (Join) message);
            } else {
                badRequest(connection);
            }
            return;
        }
        Room room = client.room;
        Member member = client.member;
        room.roster.heard(nowNanos, member);
        boolean fine =
                switch (message.type()) {
                    case LEAVE -> leave(nowNanos, client);
                    case REPORT -> report(nowNanos, room, member, (Report) message);
                    case SIGNAL -> signal(room, member, (Signal) message);
                    case TROUBLE -> trouble(nowNanos, room, member, (Trouble) message);
                    default -> false;
                };
        queue.update(room);
        if (!fine) {
            badRequest(connection);
        }
    }

    private void knock(int connection, Client client, Join join) {
        if (rooms.get(join.stream()) == null) {
            reject(connection, RejectionCode.UNKNOWN_ROOM, config.reportMillis());
        } else {
            output.checkToken(admission.ask(connection, client, join), join);
        }
    }

    private void join(
            long nowNanos, int connection, Client client, Join join, Payload fingerprint) {
        Room room = rooms.get(join.stream());
        if (room == null) {
            reject(connection, RejectionCode.UNKNOWN_ROOM, config.reportMillis());
            return;
        }
        if (room.roster.count() >= config.roomViewersMax()) {
            reject(connection, RejectionCode.FULL, config.reportMillis());
            return;
        }
        Check.that(lastSession < Integer.MAX_VALUE, "sessions are used up");
        RoomSettings settings = room.context.settings();
        Member member = new Member(++lastSession, connection, join.capabilities(), settings);
        member.fingerprint = fingerprint;
        member.address = client.address;
        client.member = member;
        client.room = room;
        members.put(member.session(), member);
        output.send(connection, new JoinOk(member.session(), config.reportMillis()));
        room.join(nowNanos, member);
        queue.update(room);
    }

    private boolean leave(long nowNanos, Client client) {
        if (client.member != null) {
            Room room = client.room;
            members.remove(client.member.session());
            room.leave(nowNanos, client.member);
            client.member = null;
            client.room = null;
            queue.update(room);
        }
        return true;
    }

    private boolean report(long nowNanos, Room room, Member member, Report report) {
        if (report.providers().size() > TrackerConfig.REPORT_PROVIDERS_MAX) {
            return false;
        }
        room.policy.reported(nowNanos, member, report);
        return true;
    }

    private boolean signal(Room room, Member from, Signal signal) {
        Member to = members.get(signal.session());
        boolean here = to != null && client(to.connection).room == room;
        relay.pass(from, here ? to : null, signal);
        return true;
    }

    private boolean trouble(long nowNanos, Room room, Member member, Trouble trouble) {
        int subStream = trouble.subStream();
        if (subStream < 0 || subStream >= room.context.subStreams()) {
            return false;
        }
        room.policy.troubled(nowNanos, member, trouble);
        return true;
    }

    private void dismiss(long nowNanos, Room room) {
        rooms.remove(room.context.stream());
        queue.remove(room);
        for (int i = 0; i < room.roster.count(); i++) {
            Member member = room.roster.member(i);
            member.gone = true;
            members.remove(member.session());
            tally.count(TrackerCounter.LEAVES);
            observer.left(nowNanos, room.context.stream(), member.session());
            reject(member.connection, RejectionCode.BUSY, 1 + rng.nextInt(config.reportMillis()));
            close(member.connection);
        }
    }

    private void badRequest(int connection) {
        tally.count(TrackerCounter.BAD_REQUESTS);
        reject(connection, RejectionCode.BAD_REQUEST, 0);
    }

    private void reject(int connection, RejectionCode code, int retryAfterMillis) {
        tally.count(TrackerCounter.REJECTED);
        output.send(connection, new Rejection(code, retryAfterMillis));
    }

    private void close(int connection) {
        tally.count(TrackerCounter.CLOSED);
        admission.withdraw(clients[connection]);
        clients[connection] = null;
        output.close(connection);
    }
}
