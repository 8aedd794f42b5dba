package dev.tributary.sim.bound;

import java.util.Arrays;

/** Who is in a room at one instant: counted by kind, and one by one while they are few. */
final class Pool {
    /** So many viewers are looked at one by one. */
    static final int FEW = 64;

    final int[] viewers = new int[Reach.KINDS];

    /** Of those, who takes nothing from the CDN by plan. */
    final int[] base = new int[Reach.KINDS];

    /** How many can feed somebody, by kind. */
    final int[] providers = new int[Reach.KINDS];

    final Member[] members = new Member[FEW];
    final boolean[] inBase = new boolean[FEW];

    /** Slots of a kind by what limits them. */
    final double[][] limited = new double[Reach.KINDS][Limit.values().length];

    /**
     * Viewers of a kind who have no slot and would be let to upload, by what keeps them from it.
     */
    final int[][] idle = new int[Reach.KINDS][Limit.values().length];

    private final int[][] bySlots;
    private final boolean baseProvides;
    private int count;

    /**
     * Creates an empty room.
     *
     * @param slotsMax most slots of a member
     * @param baseProvides whether who takes nothing from the CDN can feed others
     */
    Pool(int slotsMax, boolean baseProvides) {
        bySlots = new int[Reach.KINDS][slotsMax + 1];
        this.baseProvides = baseProvides;
    }

    void clear() {
        count = 0;
        Arrays.fill(viewers, 0);
        Arrays.fill(base, 0);
        Arrays.fill(providers, 0);
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            Arrays.fill(bySlots[kind], 0);
            Arrays.fill(limited[kind], 0);
            Arrays.fill(idle[kind], 0);
        }
    }

    void add(Member member, boolean withoutCdn) {
        int kind = member.kind();
        if (count < FEW) {
            members[count] = member;
            inBase[count] = withoutCdn;
        }
        count++;
        viewers[kind]++;
        base[kind] += withoutCdn ? 1 : 0;
        if (provides(member, withoutCdn)) {
            providers[kind]++;
            bySlots[kind][member.slots()]++;
        }
        int limit = member.limit().ordinal();
        limited[kind][limit] += member.slots();
        idle[kind][limit] += member.slots() == 0 && member.limit() != Limit.CONNECTIVITY ? 1 : 0;
    }

    boolean provides(Member member, boolean withoutCdn) {
        return member.slots() > 0 && (baseProvides || !withoutCdn);
    }

    boolean provides(int index) {
        return provides(members[index], inBase[index]);
    }

    int count() {
        return count;
    }

    boolean few() {
        return count <= FEW;
    }

    /** Returns the providers of a kind with so many slots. */
    int providers(int kind, int slots) {
        return bySlots[kind][slots];
    }

    /** Returns how many providers some kinds have. */
    int providers(int kinds) {
        int sum = 0;
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            sum += (kinds >> kind & 1) != 0 ? providers[kind] : 0;
        }
        return sum;
    }

    /** Returns the kinds with a provider, as bits. */
    int providerKinds() {
        int bits = 0;
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            bits |= providers[kind] > 0 ? 1 << kind : 0;
        }
        return bits;
    }

    /** Returns the kinds with a viewer, as bits. */
    int kinds() {
        int bits = 0;
        for (int kind = 0; kind < Reach.KINDS; kind++) {
            bits |= viewers[kind] > 0 ? 1 << kind : 0;
        }
        return bits;
    }
}
