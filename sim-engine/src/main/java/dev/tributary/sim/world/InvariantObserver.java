package dev.tributary.sim.world;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;

/** The observer of one viewer in the simulator that checks the invariants at every event. */
final class InvariantObserver implements PeerObserver {
    private static final long EMERGENCY_SLACK_NANOS = 100_000_000L;
    private static final int RING = 32;
    private static final int ROUND_SHIFT = 24;
    private static final int BYTES_MASK = (1 << ROUND_SHIFT) - 1;

    private final Run run;
    private final EdgeNode edge;
    private final Invariants invariants;
    private final ViewerNode viewer;
    private final Capabilities capabilities;
    private final int fanOut;
    private final boolean strictSeeds;
    private final int capPercent;
    private final SymmetricSeeds symmetric;

    /**
     * What is held of the newest slices, by slice modulo the ring: bytes, and above them the round
     * of the ring, of which eight bits tell newer from older; 0 = nothing.
     */
    private final int[] held = new int[RING];

    private long budgetNanos;
    private long uploaded;
    private long downloaded;
    private long movingSinceNanos = Long.MAX_VALUE;

    /** Bytes of media that arrived and were not looked at. */
    private int arrived;

    private int lastShown;
    private int lastPlayed;

    InvariantObserver(World world, ViewerNode viewer) {
        run = world.run();
        edge = world.edge();
        this.viewer = viewer;
        capabilities = viewer.capabilities();
        invariants = run.invariants();
        fanOut = run.settings().fanOut(capabilities.uplinkKbps());
        symmetric = world.symmetricSeeds();
        strictSeeds = run.settings().system().profile().strictSeeds();
        capPercent = run.settings().uploadPerDownloadPercent();
    }

    private void check(boolean holds, String rule) {
        if (!holds) {
            invariants.that(false, viewer.id(), rule);
        }
    }

    @Override
    public void mediaReceived(
            long nowNanos, int link, Data data, MediaSource source, int useful, int duplicate) {
        downloaded += useful + duplicate;
        keep(data.header().slice(), useful);
        if (source == MediaSource.PEER) {
            arrived -= data.payload().length();
            invariants.landed(data.payload().length());
            invariants.received(data.payload().length());
            run.meter().peerUseful(useful);
        }
        run.mediaReceived(viewer.createdNanos(), data, source, useful);
    }

    private void keep(int slice, int bytes) {
        int slot = slice % RING;
        int ahead = roundsAhead(slice);
        if (ahead > 0) {
            held[slot] = (slice / RING) << ROUND_SHIFT;
        }
        held[slot] += ahead >= 0 ? bytes : 0;
    }

    /** Returns by how many rounds of the ring a slice is newer than what its slot is about. */
    private int roundsAhead(int slice) {
        int known = held[slice % RING];
        return known == 0 ? 1 : (byte) (slice / RING - (known >>> ROUND_SHIFT));
    }

    /** What was held long ago is forgotten; it may still have waited to be sent. */
    private boolean held(int slice, int bytes) {
        int ahead = roundsAhead(slice);
        return ahead < 0 || (ahead == 0 && (held[slice % RING] & BYTES_MASK) >= bytes);
    }

    @Override
    public void mediaSent(long nowNanos, int link, Data data) {
        int length = data.payload().length();
        uploaded += length;
        invariants.sent(length);
        check(capabilities.access() != Access.CELLULAR, "a cellular viewer uploaded");
        check(
                !strictSeeds
                        || capabilities.nat() != NatType.SYMMETRIC
                        || Connectivity.maySeed(
                                NatType.SYMMETRIC, capabilities.ipv6(), false, symmetric),
                "a viewer behind a symmetric NAT was a seed");
        check(held(data.header().slice(), length), "a viewer sent what it did not hold");
        check(budgetNanos <= nowNanos, "an upload budget was exceeded");
        long cost = length * 8_000_000L / Math.max(1, capabilities.uplinkKbps());
        budgetNanos = Math.max(budgetNanos, nowNanos) + cost - 1;
        check(
                capPercent == 0 || uploaded * 100 <= downloaded * capPercent,
                "an upload cap was exceeded");
    }

    @Override
    public void receiverAccepted(long nowNanos, int link, int session, int subStream) {
        check(fanOut > 0, "a viewer without fan-out accepted a receiver");
    }

    @Override
    public void firstFrame(long nowNanos) {
        movingSinceNanos = nowNanos;
    }

    @Override
    public void stallBegan(long nowNanos) {
        movingSinceNanos = Long.MAX_VALUE;
    }

    @Override
    public void stallEnded(long nowNanos, long lengthNanos) {
        movingSinceNanos = nowNanos;
    }

    @Override
    public void skipped(long nowNanos, int from, int to, long mediaMillis) {
        check(from < to && mediaMillis >= 0, "a skip went backwards");
        lastShown = to - 1;
        lastPlayed = to - 1;
    }

    @Override
    public void sliceShown(long shownNanos, SliceHeader header) {
        check(lastShown == 0 || header.slice() == lastShown + 1, "slices shown out of order");
        lastShown = header.slice();
    }

    @Override
    public void emergencyLine(long nowNanos, long lineNanos, int slice, boolean requested) {
        check(requested, "a slice missing at the emergency line has no CDN request");
        boolean moving = lineNanos >= movingSinceNanos && !edge.troubled();
        check(
                !moving || nowNanos - lineNanos <= EMERGENCY_SLACK_NANOS,
                "the emergency line was looked at late");
    }

    /** Returns whether there is a picture, and it moves. */
    boolean moving() {
        return movingSinceNanos != Long.MAX_VALUE;
    }

    /** Media of another viewer was handed to the peer, which may look at it later. */
    void arrived(int bytes) {
        arrived += bytes;
    }

    /** The viewer goes; what it has not looked at is lost. */
    void left() {
        invariants.landed(arrived);
        invariants.lost(arrived);
        arrived = 0;
    }

    void played(SliceHeader header) {
        check(lastPlayed == 0 || header.slice() == lastPlayed + 1, "slices played out of order");
        lastPlayed = header.slice();
    }
}
