package dev.tributary.sim.bound;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.sim.net.Site;

/**
 * How much a viewer can feed at once, and what keeps it from more.
 *
 * <p>With planned feeds these are its slots, whole sub-streams ({@link RoomSettings#fanOut}): the
 * tracker plans no more and the viewer accepts no more. Without a plan a viewer sends so many
 * copies of what it gets, and what its line and its cap allow.
 */
public final class SlotRule {
    private static final int FINE = 16;

    private final RoomSettings room;
    private final RoomSettings withoutBudget;
    private final SymmetricSeeds symmetric;
    private final boolean planned;

    /** Copies that a viewer sends of a slice beyond the planned ones, at most. */
    private final int copies;

    SlotRule(RoomSettings room, SymmetricSeeds symmetric) {
        this.room = room;
        this.symmetric = symmetric;
        planned = room.system().profile().strictSeeds();
        copies =
                room.system().profile().pulls()
                        ? UploadSettings.FAN_OUT_LIMIT
                        : Systems.all().of(room).serve().pushTargetsMax();
        UploadSettings upload = room.upload();
        UploadSettings whole =
                new UploadSettings(
                        upload.fanOutMax(),
                        100,
                        upload.uploadPerDownloadPercent(),
                        upload.frameChunks());
        withoutBudget =
                new RoomSettings(
                        room.system(),
                        room.bitrateKbps(),
                        room.trickleIce(),
                        room.ipv6(),
                        room.playout(),
                        whole);
    }

    /** Returns the parts of a sub-stream in which slots are counted. */
    int parts() {
        return planned ? 1 : FINE;
    }

    /** Returns the most parts that anybody can feed. */
    int slotsMax() {
        int copied = FINE * copies * room.layout().subStreams();
        return planned ? UploadSettings.FAN_OUT_LIMIT : copied;
    }

    /** Returns a viewer as the ceiling sees it. */
    Member member(Capabilities able, Site site) {
        boolean ipv6 = able.ipv6() && room.ipv6();
        int kind = Reach.kind(able.nat(), ipv6);
        boolean seeds =
                planned
                        ? Connectivity.maySeed(able.nat(), ipv6, able.cellular(), symmetric)
                        : !able.cellular();
        if (!seeds) {
            return new Member(kind, 0, Limit.CONNECTIVITY, site);
        }
        Uplink uplink = planned ? slots(able.uplinkKbps()) : copies(able.uplinkKbps());
        return new Member(kind, uplink.slots(), uplink.limit(), site);
    }

    /** What a line can feed, and why not more. */
    private record Uplink(int slots, Limit limit) {}

    private Uplink slots(int uplinkKbps) {
        int slots = room.fanOut(uplinkKbps);
        int most = most(room);
        if (slots == most) {
            boolean capped = most < room.upload().fanOutMax();
            return new Uplink(slots, capped ? Limit.UPLOAD_CAP : Limit.FAN_OUT);
        }
        boolean line = withoutBudget.fanOut(uplinkKbps) < most;
        return new Uplink(slots, line ? Limit.UPLINK : Limit.UPLOAD_BUDGET);
    }

    /** Returns the slots of a viewer whose line is no limit, where feeds are planned. */
    public static int most(RoomSettings room) {
        int fanOut = room.upload().fanOutMax();
        int percent = room.uploadPerDownloadPercent();
        int subStreams = room.layout().subStreams();
        return percent == 0 ? fanOut : Math.min(fanOut, percent * subStreams / 100);
    }

    private Uplink copies(int uplinkKbps) {
        int subStreams = room.layout().subStreams();
        long line = ((long) uplinkKbps * subStreams * FINE - 1) / room.bitrateKbps() + 1;
        int percent = room.uploadPerDownloadPercent();
        long cap = percent == 0 ? Long.MAX_VALUE : ((long) percent * subStreams * FINE + 99) / 100;
        long slots = Math.min(slotsMax(), Math.min(Math.max(0, line), cap));
        Limit limit = slots == line ? Limit.UPLINK : Limit.COPIES;
        return new Uplink((int) slots, slots == cap ? Limit.UPLOAD_CAP : limit);
    }
}
