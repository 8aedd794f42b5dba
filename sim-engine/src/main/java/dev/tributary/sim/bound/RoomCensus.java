package dev.tributary.sim.bound;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.measure.Bound;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.PathConfig;
import dev.tributary.sim.net.PathModel;
import dev.tributary.sim.net.Site;
import java.util.Arrays;

/**
 * The ceiling of a run: the mean over its samples of what the viewers who were there could get from
 * each other ({@link RoomBound}), and what kept them from most of the rest.
 */
public final class RoomCensus {
    private final RoomSettings room;
    private final SlotRule slots;
    final RoomRule rule;
    final Pool pool;
    private final RoomBound bound;
    private final double[] lost = new double[Limit.values().length];
    private double feeds;
    private double demand;
    private double viewers;
    private double withoutCdn;

    /** Providers, each counted as often as there are viewers in its sample. */
    private double providers;

    /**
     * What the ceiling goes by besides the room's settings.
     *
     * @param symmetric whether viewers behind symmetric NATs may be seeds
     * @param ice with which success pairs connect
     * @param payloadShare of the bytes that cross a path
     * @param failedNanos how long a pair is left alone after it did not
     */
    public record Circumstances(
            SymmetricSeeds symmetric,
            IceConfig ice,
            PathModel paths,
            PathConfig pathConfig,
            double payloadShare,
            long failedNanos) {}

    /** Creates the census of a room that is empty yet. */
    public RoomCensus(RoomSettings room, Circumstances around) {
        this.room = room;
        slots = new SlotRule(room, around.symmetric());
        boolean planned = room.system().profile().strictSeeds();
        boolean relays = !planned || room.system().value(SwarmKnob.RELAY_DEPTH) > 1;
        boolean ipv4 = around.ice().ipv4Success() > 0;
        boolean ipv6 = around.ice().ipv6Success() > 0;
        rule =
                new RoomRule(
                        room.layout().subStreams(),
                        planned,
                        relays,
                        slots.parts(),
                        new Reach(true, true, planned),
                        new Reach(ipv4, ipv6, planned),
                        new PathCapacity(
                                around.paths(), around.pathConfig(), around.payloadShare(), room),
                        new FailedPairs(around.failedNanos()));
        pool = new Pool(slots.slotsMax(), relays);
        bound = new RoomBound(rule, slots.slotsMax());
    }

    /** Returns a viewer as the census sees it. */
    public Member member(Capabilities able, Site site) {
        return slots.member(able, site);
    }

    /** Two viewers tried to connect; none of their earlier attempts counts any more. */
    public void tried(long nowNanos, Site one, Site other, boolean connected) {
        if (connected) {
            rule.failed().connected(one.id(), other.id());
        } else if (pool.few()) {
            rule.failed().failed(nowNanos, one.id(), other.id());
        }
    }

    /** Begins a sample: nobody has been counted yet. */
    public void begin(long nowNanos) {
        pool.clear();
        rule.failed().expire(nowNanos);
    }

    /** Counts a viewer who is there, and whether it takes nothing from the CDN by plan. */
    public void count(Member member, boolean inBase) {
        pool.add(member, inBase);
    }

    /** Ends a sample. */
    public void end() {
        if (pool.count() == 0) {
            return;
        }
        bound.of(pool);
        viewers += pool.count();
        demand += (double) rule.subStreams() * pool.count();
        feeds += bound.feeds();
        for (Limit each : Limit.values()) {
            lost[each.ordinal()] += bound.lost(each);
        }
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            withoutCdn += pool.base[kind];
            providers += (double) pool.providers[kind] * pool.count();
        }
    }

    /** Returns what the last sample found that all could get from each other, in sub-streams. */
    double last() {
        return bound.feeds();
    }

    /** Returns whether the last sample was the first. */
    boolean first() {
        return viewers == pool.count();
    }

    /** Forgets all samples. */
    public void reset() {
        feeds = 0;
        demand = 0;
        viewers = 0;
        withoutCdn = 0;
        providers = 0;
        Arrays.fill(lost, 0);
    }

    /** Returns the ceiling over all samples since {@link #reset}. */
    public Bound bound() {
        if (!room.peering()) {
            return new Bound(0, "no peering");
        }
        return demand == 0
                ? new Bound(room.system().sharingMax(), Limit.CDN_SUB_STREAM.words())
                : new Bound(feeds / demand, limit().words());
    }

    /**
     * Returns by how much the sharing ratio may be above the ceiling since so many seconds are no
     * whole number of rounds. Of some sub-streams there is a slice more than of others, one in all
     * the rounds; where the providers are few, these may be the sub-streams that are fed most.
     */
    public double unevenness(double seconds) {
        double round = rule.subStreams() * room.layout().sliceMillis() / 1e3;
        double uneven = Math.min(1, demand / Math.max(1, providers));
        return demand == 0 ? 0 : feeds / demand * round / seconds * uneven;
    }

    private Limit limit() {
        Limit most = Limit.CDN_SUB_STREAM;
        for (Limit each : Limit.values()) {
            if (lost[each.ordinal()] > lost[most.ordinal()]) {
                most = each;
            }
        }
        double allowed = rule.planned() ? room.system().value(SwarmKnob.BASE_STREAM) / 100.0 : 0;
        boolean idle = rule.planned() && withoutCdn < allowed / 2 * viewers;
        return most == Limit.CDN_SUB_STREAM && idle ? Limit.BASE_STREAM : most;
    }
}
