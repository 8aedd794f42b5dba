package dev.tributary.core.tracker;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Payload;

/** One viewer in one room, as the tracker knows it whatever system the room runs. */
public final class Member {
    private static final Payload NOTHING = Payload.ofLength(0);

    final int connection;

    /** The certificate of which its signals must speak; empty when its token is bound to none. */
    Payload fingerprint = NOTHING;

    /** Where it connected from; empty when that says nothing. */
    Payload address = NOTHING;

    /** Place in the roster's array. */
    int rosterAt;

    /** Neighbours in the order in which members were heard of; null at its ends. */
    @Nullable Member heardBefore;

    @Nullable Member heardAfter;
    long heardNanos;

    boolean gone;

    private final int session;
    private final Capabilities capabilities;
    private final boolean ipv6;
    private @Nullable Seat seat;

    Member(int session, int connection, Capabilities capabilities, RoomSettings settings) {
        this.session = session;
        this.connection = connection;
        this.capabilities = capabilities;
        ipv6 = capabilities.ipv6() && settings.ipv6();
    }

    /** Returns the number by which viewers know this one, from 1 upward. */
    public int session() {
        return session;
    }

    /** Returns what the viewer says it can do. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Returns whether IPv6 may be used: the viewer has it and the room uses it. */
    public boolean ipv6() {
        return ipv6;
    }

    /** Returns whether the member has left. */
    public boolean gone() {
        return gone;
    }

    /** Returns what the room's policy keeps of this member, null before it set anything. */
    public @Nullable Seat seat() {
        return seat;
    }

    /** Sets what the room's policy keeps of this member. */
    public void seat(Seat own) {
        seat = own;
    }

    /** Returns whether a direct path to another member is possible. */
    public boolean reaches(Member other) {
        return Connectivity.possible(
                capabilities.nat(), ipv6, other.capabilities.nat(), other.ipv6);
    }
}
