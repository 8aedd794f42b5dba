package dev.tributary.core.scheduler;

import dev.tributary.core.base.Check;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfiles;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configuration per room and the choice of a tracker, as a deterministic state machine (seed 000:
 * configuration center, channel management and monitoring).
 *
 * <p>A room stays with one tracker until that is full, then spills over to the least loaded one;
 * the viewers of one room on two trackers do not see each other. When no tracker can take a viewer,
 * the viewer is sent to the CDN alone. A tracker is a small number given by the host. Between two
 * reports of a tracker the viewers sent to it are added to its load.
 */
public final class Scheduler {
    private final int trackerViewersMax;
    private final SystemProfiles systems;
    private final SchedulerOutput output;
    private final Map<StreamKey, Room> rooms = new LinkedHashMap<>();
    private Load[] loads = new Load[4];
    private long lastNanos;
    private boolean inside;

    /**
     * Creates a scheduler without rooms and trackers.
     *
     * @param trackerViewersMax viewers after which a tracker takes no more
     * @param systems the systems that its host knows
     */
    public Scheduler(int trackerViewersMax, SystemProfiles systems, SchedulerOutput output) {
        this.trackerViewersMax =
                Check.range("trackerViewersMax", trackerViewersMax, 1, Integer.MAX_VALUE);
        this.systems = systems;
        this.output = output;
    }

    /** Adds a room or replaces its settings; its trackers are told at once. */
    public void putRoom(long nowNanos, StreamKey stream, RoomSettings settings) {
        input(nowNanos, () -> put(stream, settings));
    }

    private void put(StreamKey stream, RoomSettings settings) {
        Room room = rooms.get(stream);
        if (room == null) {
            rooms.put(stream, new Room(settings));
        } else if (!room.settings.equals(settings)) {
            room.settings = settings;
            tell(stream, room, settings);
        }
    }

    /** Forgets a room; viewers who ask for it are rejected from now on. */
    public void removeRoom(long nowNanos, StreamKey stream) {
        input(nowNanos, () -> remove(stream));
    }

    private void remove(StreamKey stream) {
        Room room = rooms.remove(stream);
        if (room != null) {
            tell(stream, room, withoutPeers(room.settings));
        }
    }

    /**
     * A viewer asks for the configuration of a room; answered at once.
     *
     * @param grant what it gets when the room exists
     */
    public void onGetLink(long nowNanos, int connection, GetLink request, Grant grant) {
        input(nowNanos, () -> serve(connection, request, grant));
    }

    private void serve(int connection, GetLink request, Grant grant) {
        Room room = rooms.get(request.stream());
        if (room == null) {
            output.send(connection, new Rejection(RejectionCode.UNKNOWN_ROOM, 0));
        } else {
            Load load = room.settings.peering() ? choose(request.stream(), room) : null;
            if (load == null) {
                output.send(connection, answer(0, grant, withoutPeers(room.settings)));
            } else {
                load.viewers++;
                output.send(connection, answer(load.tracker, grant, room.settings));
            }
        }
    }

    private static LinkAnswer answer(int tracker, Grant grant, RoomSettings settings) {
        return new LinkAnswer(tracker, grant.token(), grant.originKey(), settings);
    }

    /** A tracker is alive and takes viewers; idempotent. */
    public void onTrackerUp(long nowNanos, int tracker) {
        input(nowNanos, () -> up(tracker));
    }

    /** A tracker does not answer any more; its rooms move with the next viewers. */
    public void onTrackerDown(long nowNanos, int tracker) {
        input(nowNanos, () -> down(tracker));
    }

    /** A tracker says how many viewers it has; unknown trackers count as up. */
    public void onTrackerReport(long nowNanos, int tracker, int viewers) {
        input(nowNanos, () -> up(tracker).viewers = Math.max(0, viewers));
    }

    /** The one door in. */
    private void input(long nowNanos, Runnable step) {
        Check.that(!inside, "a scheduler is not called back");
        Check.that(nowNanos >= lastNanos, "time does not go back");
        inside = true;
        lastNanos = nowNanos;
        step.run();
        inside = false;
    }

    private @Nullable Load load(int tracker) {
        return tracker >= 0 && tracker < loads.length ? loads[tracker] : null;
    }

    private void down(int tracker) {
        Load load = load(tracker);
        if (load != null) {
            load.up = false;
            loads[tracker] = null;
        }
    }

    private Load up(int tracker) {
        Check.that(tracker >= 0, "a tracker is not negative");
        if (tracker >= loads.length) {
            loads = Arrays.copyOf(loads, Math.max(2 * loads.length, tracker + 1));
        }
        if (loads[tracker] == null) {
            loads[tracker] = new Load(tracker);
        }
        return loads[tracker];
    }

    /** Returns the first tracker of a room with space, or a further one for it, or null. */
    private @Nullable Load choose(StreamKey stream, Room room) {
        room.trackers.removeIf(load -> !load.up);
        for (Load load : room.trackers) {
            if (load.viewers < trackerViewersMax) {
                return load;
            }
        }
        Load least = null;
        for (Load load : loads) {
            if (load != null
                    && load.viewers < trackerViewersMax
                    && (least == null || load.viewers < least.viewers)) {
                least = load;
            }
        }
        if (least != null) {
            room.trackers.add(least);
            output.openRoom(least.tracker, stream, room.settings);
        }
        return least;
    }

    private void tell(StreamKey stream, Room room, RoomSettings settings) {
        for (Load load : room.trackers) {
            if (load.up) {
                output.openRoom(load.tracker, stream, settings);
            }
        }
    }

    private RoomSettings withoutPeers(RoomSettings settings) {
        return new RoomSettings(
                settings.system().as(systems.withoutPeers()),
                settings.bitrateKbps(),
                settings.trickleIce(),
                settings.ipv6(),
                settings.playout(),
                settings.upload());
    }

    private static final class Room {
        private final List<Load> trackers = new ArrayList<>();
        private RoomSettings settings;

        Room(RoomSettings settings) {
            this.settings = settings;
        }
    }

    /** One life of a tracker; after going down and up it is another. */
    private static final class Load {
        private final int tracker;
        private int viewers;
        private boolean up = true;

        Load(int tracker) {
            this.tracker = tracker;
        }
    }
}
