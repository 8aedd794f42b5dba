package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.IntMap;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Sure;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** The open rooms of a tracker and their members: who comes in, who goes, who fell silent. */
final class Rooms {
    private final TrackerConfig config;
    private final RoomPolicies policies;
    private final Rng rng;
    private final TrackerOutput output;
    private final TrackerObserver observer;
    private final Tally tally;
    private final Connections connections;
    private final Map<StreamKey, Room> rooms = new LinkedHashMap<>();
    private final RoomQueue queue = new RoomQueue();
    private final IntMap<Member> members = new IntMap<>();
    private int lastSession;

    Rooms(
            TrackerConfig config,
            RoomPolicies policies,
            Rng rng,
            TrackerOutput output,
            TrackerObserver observer,
            Tally tally,
            Connections connections) {
        this.config = config;
        this.policies = policies;
        this.rng = rng;
        this.output = output;
        this.observer = observer;
        this.tally = tally;
        this.connections = connections;
    }

    void open(long nowNanos, StreamKey stream, RoomSettings settings) {
        Room old = rooms.get(stream);
        if (old != null && old.context.settings().equals(settings)) {
            return;
        }
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

    private void dismiss(long nowNanos, Room room) {
        rooms.remove(room.context.stream());
        queue.remove(room);
        for (int i = 0; i < room.roster.count(); i++) {
            Member member = room.roster.member(i);
            member.gone = true;
            members.remove(member.session());
            tally.count(TrackerCounter.LEAVES);
            observer.left(nowNanos, room.context.stream(), member.session());
            int retryAfterMillis = 1 + rng.nextInt(config.reportMillis());
            connections.reject(member.connection, RejectionCode.BUSY, retryAfterMillis);
            connections.close(member.connection);
        }
    }

    /** Returns the open room of a stream, or null. */
    @Nullable
    Room of(StreamKey stream) {
        return rooms.get(stream);
    }

    /** Returns the number of members of all rooms. */
    int members() {
        return members.size();
    }

    /** Returns the member of a room by its session, or null. */
    @Nullable
    Member member(Room room, int session) {
        Member member = members.get(session);
        boolean here =
                member != null && Sure.of(connections.client(member.connection)).room == room;
        return here ? member : null;
    }

    /** A viewer whose token is fine comes in, if there is a place. */
    void join(long nowNanos, Admission.Pending pending, Payload fingerprint) {
        int connection = pending.connection();
        Join join = pending.join();
        Room room = rooms.get(join.stream());
        if (room == null) {
            connections.reject(connection, RejectionCode.UNKNOWN_ROOM, config.reportMillis());
            return;
        }
        if (room.roster.count() >= config.roomViewersMax()) {
            connections.reject(connection, RejectionCode.FULL, config.reportMillis());
            return;
        }
        Check.that(lastSession < Integer.MAX_VALUE, "sessions are used up");
        RoomSettings settings = room.context.settings();
        Member member = new Member(++lastSession, connection, join.capabilities(), settings);
        Client client = pending.client();
        member.fingerprint = fingerprint;
        member.address = client.address;
        client.member = member;
        client.room = room;
        members.put(member.session(), member);
        output.send(connection, new JoinOk(member.session(), config.reportMillis()));
        room.join(nowNanos, member);
        queue.update(room);
    }

    /** The member at the end of a connection, if any, goes. */
    void leave(long nowNanos, Client client) {
        Member member = client.member;
        Room room = client.room;
        if (member != null && room != null) {
            members.remove(member.session());
            room.leave(nowNanos, member);
            client.member = null;
            client.room = null;
            queue.update(room);
        }
    }

    /** The deadline of a room may have changed. */
    void touched(Room room) {
        queue.update(room);
    }

    void onTimer(long nowNanos) {
        while (queue.nextDeadlineNanos() <= nowNanos) {
            Room room = queue.first();
            Member silent = room.expired(nowNanos);
            while (silent != null) {
                tally.count(TrackerCounter.EXPIRED);
                leave(nowNanos, Sure.of(connections.client(silent.connection)));
                connections.close(silent.connection);
                silent = room.expired(nowNanos);
            }
            room.policy.onTimer(nowNanos);
            queue.update(room);
        }
    }

    long nextDeadlineNanos() {
        return queue.nextDeadlineNanos();
    }
}
