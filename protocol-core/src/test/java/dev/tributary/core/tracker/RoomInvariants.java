package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Slot;

/**
 * What must hold in a sub-stream room between any two inputs. Recounts everything from the plans,
 * so that it shares no code with what it judges.
 */
final class RoomInvariants {
    private RoomInvariants() {}

    static void check(TrackerRig rig) {
        Room room = rig.tracker.room(TrackerRig.STREAM);
        for (int i = 0; i < room.roster.count(); i++) {
            Member member = room.roster.member(i);
            if (member.gone || member.rosterAt != i) {
                throw new AssertionError("a gone or misplaced member is in the roster");
            }
            checkSlots(room, member);
            checkDependants(member);
            checkBelief(rig, member);
        }
    }

    private static void checkSlots(Room room, Member viewer) {
        Plan plan = viewer.plan;
        for (int j = 0; j < plan.provider.length; j++) {
            Member provider = plan.provider[j];
            if (plan.cdn == j) {
                require(provider == null && plan.depth[j] == 0, "the CDN sub-stream");
            } else if (provider == null) {
                require(plan.depth[j] == Plan.NONE, "no depth without provider");
                require(
                        (plan.waitAt[j] == Plan.NONE) == viewer.hopeless(),
                        "who has no provider waits");
            } else {
                checkPair(room, provider, viewer, j);
                require(plan.waitAt[j] == Plan.NONE, "who is served does not wait");
            }
            if (plan.backup[j] != null) {
                require(lists(plan.backup[j].plan.wards, viewer, j), "a backup knows its ward");
                require(!plan.backup[j].gone, "a backup is there");
                require(plan.backup[j] != provider, "a backup is somebody else");
                require(plan.backup[j] != viewer, "a backup is not the viewer");
            }
        }
    }

    private static void checkPair(Room room, Member provider, Member viewer, int subStream) {
        int depthMax = room.context.settings().swarm().relayDepthMax();
        require(provider != viewer && !provider.gone, "a provider is another member");
        require(!provider.capabilities.cellular(), "no cellular provider");
        require(provider.capabilities.nat() != NatType.SYMMETRIC, "no symmetric provider");
        require(
                Connectivity.possible(
                        provider.capabilities.nat(),
                        provider.capabilities.ipv6(),
                        viewer.capabilities.nat(),
                        viewer.capabilities.ipv6()),
                "no impossible pair");
        int depth = viewer.plan.depth[subStream];
        require(depth == provider.plan.depth[subStream] + 1, "one deeper than the provider");
        require(depth >= 1 && depth <= depthMax, "not deeper than the room allows");
        Member source = provider;
        for (int step = 1; step < depth; step++) {
            source = source.plan.provider[subStream];
        }
        require(source.plan.cdn == subStream, "the sub-stream comes from the CDN");
        require(lists(provider.plan.children, viewer, subStream), "a provider knows its child");
    }

    private static void checkDependants(Member member) {
        Plan plan = member.plan;
        require(plan.children.count() + plan.free == member.fanOut, "fan-out adds up");
        require(plan.free >= 0, "fan-out is not exceeded");
        for (int i = 0; i < plan.children.count(); i++) {
            Member child = plan.children.member(i);
            require(!child.gone, "a child is there");
            require(
                    child.plan.provider[plan.children.subStream(i)] == member,
                    "a child knows its provider");
        }
        for (int i = 0; i < plan.wards.count(); i++) {
            require(
                    plan.wards.member(i).plan.backup[plan.wards.subStream(i)] == member,
                    "a ward knows its backup");
        }
        int cdnOrSubStream = plan.cdn;
        require(
                cdnOrSubStream == Assign.NONE || plan.depth[cdnOrSubStream] == 0,
                "what comes from the CDN has depth 0");
    }

    /** What the viewer was told adds up to the plan. */
    private static void checkBelief(TrackerRig rig, Member viewer) {
        Slot[] believed = rig.output.believed.get(viewer.connection);
        for (int j = 0; j < viewer.plan.provider.length; j++) {
            int provider = session(viewer.plan.provider[j]);
            int backup = session(viewer.plan.backup[j]);
            Slot slot = believed[j];
            require(
                    slot == null
                            ? provider == 0 && backup == 0
                            : slot.provider() == provider && slot.backup() == backup,
                    "the viewer was told of every change");
        }
    }

    private static boolean lists(Dependants dependants, Member member, int subStream) {
        for (int i = 0; i < dependants.count(); i++) {
            if (dependants.member(i) == member && dependants.subStream(i) == subStream) {
                return true;
            }
        }
        return false;
    }

    private static int session(Member member) {
        return member == null ? 0 : member.session;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            assertThat(condition).as(what).isTrue();
        }
    }

    /** Recounts pools and supply from scratch; slower, so called now and then. */
    static void checkPools(TrackerRig rig, Supply supply) {
        Room room = rig.tracker.room(TrackerRig.STREAM);
        int subStreams = room.context.subStreams();
        int[] free = new int[subStreams];
        int[] seeds = new int[subStreams];
        for (int i = 0; i < room.roster.count(); i++) {
            Member member = room.roster.member(i);
            Plan plan = member.plan;
            if (member.seed() && plan.cdn != Assign.NONE) {
                seeds[plan.cdn]++;
                free[plan.cdn] += plan.quarantined ? 0 : plan.free;
            }
            for (int j = 0; j < subStreams; j++) {
                boolean offered =
                        member.seed()
                                && plan.free > 0
                                && !plan.quarantined
                                && plan.depth[j] != Plan.NONE
                                && plan.depth[j] < room.context.settings().swarm().relayDepthMax();
                for (int scope = 0; scope < Plan.SCOPES; scope++) {
                    int at = plan.poolAt[scope * subStreams + j];
                    require((at != Plan.NONE) == offered, "pools offer what is free");
                    if (offered) {
                        Pool pool = plan.pools[scope];
                        int bucket = pool.bucket(j, plan.depth[j], member.seedClass);
                        require(pool.member(bucket, at) == member, "pools know places");
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
