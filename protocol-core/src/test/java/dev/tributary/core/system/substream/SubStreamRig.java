package dev.tributary.core.system.substream;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerRig;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;

/** A tracker with one room of sub-streams, seen by its seats. */
final class SubStreamRig extends TrackerRig {
    SubStreamRig(RoomSettings settings) {
        super(settings);
    }

    SubStreamRig(TrackerConfig config, RoomSettings settings, int seed, TrackerObserver observer) {
        super(config, settings, seed, observer);
    }

    /** Connects and joins over a new connection; returns the seat. */
    Seat enter(int connection, Capabilities capabilities) {
        return Seat.of(join(connection, capabilities));
    }

    @Override
    public SubStreamAssignment policy() {
        return (SubStreamAssignment) super.policy();
    }

    int count() {
        return roster().count();
    }

    Seat seat(int index) {
        return Seat.of(roster().member(index));
    }

    Seat randomSeat(Rng rng) {
        return Seat.of(roster().random(rng));
    }

    int connection(Seat seat) {
        return connection(seat.member);
    }

    void trouble(Seat viewer, int subStream, int provider, TroubleReason reason) {
        trouble(viewer.member, subStream, provider, reason);
    }

    void report(Seat viewer, int emergencyPercent, List<ProviderReport> providers) {
        report(viewer.member, emergencyPercent, providers);
    }

    /** Returns the member on a connection. */
    Seat member(int connection) {
        for (int i = 0; i < count(); i++) {
            if (connection(seat(i)) == connection) {
                return seat(i);
            }
        }
        throw new AssertionError("no member on connection " + connection);
    }

    /** Returns the share of sub-streams that come from providers. */
    double sharing() {
        int fromPeers = 0;
        for (int i = 0; i < count(); i++) {
            for (Seat provider : seat(i).provider) {
                fromPeers += provider != null ? 1 : 0;
            }
        }
        return fromPeers / (double) (count() * context().subStreams());
    }
}
