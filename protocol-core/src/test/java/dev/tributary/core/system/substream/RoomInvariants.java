package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Slot;

/**
 * What must hold in a sub-stream room between any two inputs. Recounts everything from the plans,
 * so that it shares no code with what it judges.
 */
final class RoomInvariants {
    private RoomInvariants() {}

    static void check(SubStreamRig rig) {
        rig.checkRoster();
        for (int i = 0; i < rig.count(); i++) {
            Seat seat = rig.seat(i);
            checkSlots(rig, seat);
            checkDependants(seat);
            checkBelief(rig, seat);
        }
    }

    private static void checkSlots(SubStreamRig rig, Seat viewer) {
        for (int j = 0; j < viewer.provider.length; j++) {
            Seat provider = viewer.provider[j];
            if (viewer.cdn == j) {
                require(provider == null && viewer.depth[j] == 0, "the CDN sub-stream");
            } else if (provider == null) {
                require(viewer.depth[j] == Seat.NONE, "no depth without provider");
                require(
                        (viewer.waitAt[j] == Seat.NONE) == viewer.hopeless(),
                        "who has no provider waits");
            } else {
                checkPair(rig, provider, viewer, j);
                require(viewer.waitAt[j] == Seat.NONE, "who is served does not wait");
            }
            if (viewer.backup[j] != null) {
                require(lists(viewer.backup[j].backupFor, viewer, j), "a backup knows its ward");
                require(!viewer.backup[j].gone(), "a backup is there");
                require(viewer.backup[j] != provider, "a backup is somebody else");
                require(viewer.backup[j] != viewer, "a backup is not the viewer");
            }
        }
    }

    private static void checkPair(SubStreamRig rig, Seat provider, Seat viewer, int subStream) {
        int depthMax = rig.context().settings().system().value(SwarmKnob.RELAY_DEPTH);
        require(provider != viewer && !provider.gone(), "a provider is another member");
        require(!provider.member.capabilities().cellular(), "no cellular provider");
        require(provider.member.capabilities().nat() != NatType.SYMMETRIC, "no symmetric provider");
        require(
                Connectivity.possible(
                        provider.member.capabilities().nat(),
                        provider.member.capabilities().ipv6(),
                        viewer.member.capabilities().nat(),
                        viewer.member.capabilities().ipv6()),
                "no impossible pair");
        int depth = viewer.depth[subStream];
        require(depth == provider.depth[subStream] + 1, "one deeper than the provider");
        require(depth >= 1 && depth <= depthMax, "not deeper than the room allows");
        Seat source = provider;
        for (int step = 1; step < depth; step++) {
            source = source.provider[subStream];
        }
        require(source.cdn == subStream, "the sub-stream comes from the CDN");
        require(lists(provider.children, viewer, subStream), "a provider knows its child");
    }

    private static void checkDependants(Seat seat) {
        require(seat.children.count() + seat.free == seat.fanOut, "fan-out adds up");
        require(seat.free >= 0, "fan-out is not exceeded");
        for (int i = 0; i < seat.children.count(); i++) {
            Seat child = seat.children.seat(i);
            require(!child.gone(), "a child is there");
            require(
                    child.provider[seat.children.subStream(i)] == seat,
                    "a child knows its provider");
        }
        for (int i = 0; i < seat.backupFor.count(); i++) {
            require(
                    seat.backupFor.seat(i).backup[seat.backupFor.subStream(i)] == seat,
                    "a ward knows its backup");
        }
        int cdnOrSubStream = seat.cdn;
        require(
                cdnOrSubStream == Assign.NONE || seat.depth[cdnOrSubStream] == 0,
                "what comes from the CDN has depth 0");
    }

    /** What the viewer was told adds up to the plan. */
    private static void checkBelief(SubStreamRig rig, Seat viewer) {
        Slot[] believed = rig.output.believed.get(rig.connection(viewer));
        for (int j = 0; j < viewer.provider.length; j++) {
            int provider = session(viewer.provider[j]);
            int backup = session(viewer.backup[j]);
            Slot slot = believed[j];
            require(
                    slot == null
                            ? provider == 0 && backup == 0
                            : slot.provider() == provider && slot.backup() == backup,
                    "the viewer was told of every change");
        }
    }

    private static boolean lists(Dependants dependants, Seat seat, int subStream) {
        for (int i = 0; i < dependants.count(); i++) {
            if (dependants.seat(i) == seat && dependants.subStream(i) == subStream) {
                return true;
            }
        }
        return false;
    }

    private static int session(Seat seat) {
        return seat == null ? 0 : seat.session();
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            assertThat(condition).as(what).isTrue();
        }
    }

    /** Recounts pools and supply from scratch; slower, so called now and then. */
    static void checkPools(SubStreamRig rig, Supply supply) {
        int subStreams = rig.context().subStreams();
        int[] free = new int[subStreams];
        int[] seeds = new int[subStreams];
        for (int i = 0; i < rig.count(); i++) {
            Seat seat = rig.seat(i);
            if (seat.seed() && seat.cdn != Assign.NONE) {
                seeds[seat.cdn]++;
                free[seat.cdn] += seat.quarantined ? 0 : seat.free;
            }
            for (int j = 0; j < subStreams; j++) {
                boolean offered =
                        seat.seed()
                                && seat.free > 0
                                && !seat.quarantined
                                && seat.depth[j] != Seat.NONE
                                && seat.depth[j]
                                        < rig.context()
                                                .settings()
                                                .system()
                                                .value(SwarmKnob.RELAY_DEPTH);
                for (int scope = 0; scope < Seat.SCOPES; scope++) {
                    int at = seat.poolAt[scope * subStreams + j];
                    require((at != Seat.NONE) == offered, "pools offer what is free");
                    if (offered) {
                        Pool pool = seat.pools[scope];
                        int bucket = pool.bucket(j, seat.depth[j], seat.seedClass);
                        require(pool.seat(bucket, at) == seat, "pools know places");
                    }
                }
            }
        }
        for (int k = 0; k < subStreams; k++) {
            require(supply.free(k) == free[k], "supply counts free fan-out");
            require(supply.seeds(k) == seeds[k], "supply counts seeds");
        }
    }
}
