package dev.tributary.core.peer;

import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.playout.Playout;
import dev.tributary.core.pull.Announcement;
import dev.tributary.core.pull.Asking;
import dev.tributary.core.pull.Experience;
import dev.tributary.core.pull.HolderMap;
import dev.tributary.core.pull.Listing;
import dev.tributary.core.pull.PieceHoles;
import dev.tributary.core.pull.PieceTable;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PullPolicy;
import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.PieceRun;
import dev.tributary.core.wire.Request;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The neighbours of a viewer that pulls: what they have, what was asked of them, and how they
 * answered. What they announce causes nothing before the next round.
 */
final class PullNeighbours implements Mesh, Neighbourhood, Asking {
    private final MediaLayout layout;
    private final PullPolicy policy;
    private final Playback playback;
    private final EdgeFeed edge;
    private final LinkTable links;
    private final Signalling signalling;
    private final Courier courier;
    private final int uplinkKbps;
    private final Listing listing;
    private final PieceTable table;
    private final HolderMap holders;
    private final Experience experience = new Experience();
    private final Announcement announcement;
    private final PieceHoles holes;

    /** What is asked of each neighbour in this round, by link. */
    private final List<List<PieceRun>> asked = new ArrayList<>();

    /** The shortest time for which any of that is waited for, by link. */
    private final long[] patience = new long[LinkTable.LINKS_MAX];

    /** The link that is given up after this round, or NO_LINK. */
    private int evicted = LinkTable.NO_LINK;

    PullNeighbours(
            RoomSettings settings,
            PullPolicy policy,
            Playback playback,
            EdgeFeed edge,
            LinkTable links,
            Signalling signalling,
            Courier courier,
            int uplinkKbps) {
        layout = settings.layout();
        this.policy = policy;
        this.playback = playback;
        this.edge = edge;
        this.links = links;
        this.signalling = signalling;
        this.courier = courier;
        this.uplinkKbps = uplinkKbps;
        int slots = playback.buffer.slots();
        listing = new Listing(slots);
        table = new PieceTable(slots);
        long bytesMax = PeerConfig.SLICE_BYTES_BASE + 1_000L * settings.bitrateKbps();
        int chunksMax = (int) Math.min(ChunkRun.CHUNKS_MAX, bytesMax / RoomSettings.CHUNK_BYTES);
        holders = new HolderMap(slots, layout.pieces(chunksMax + 1));
        announcement = new Announcement(layout, playback.buffer, table);
        Playout playout = playback.playout;
        PieceHoles.Known known = new PieceHoles.Known(listing, table, holders, experience);
        holes =
                new PieceHoles(
                        layout,
                        policy,
                        playback.buffer,
                        playout,
                        links,
                        known,
                        this,
                        link -> policy.patienceNanos(this, link));
    }

    Listing listing() {
        return listing;
    }

    PieceTable table() {
        return table;
    }

    HolderMap holders() {
        return holders;
    }

    Announcement announcement() {
        return announcement;
    }

    PieceHoles holes() {
        return holes;
    }

    // What neighbours say.

    @Override
    public void onReady(int link) {
        experience.forget(link);
        if (uplinkKbps > 0) {
            Have all = announcement.all(Math.max(1, playback.playout.playhead()), policy.roles());
            courier.toLink(link, all);
        }
    }

    @Override
    public void onReplaced(int link) {
        table.forget(link);
        holders.forget(link);
    }

    /** The tracker, which named it, is told: it names another. */
    @Override
    public void onEnded(int link, int session, TroubleReason reason) {
        if (link != LinkTable.NO_LINK) {
            onReplaced(link);
        }
        if (session > 0) {
            courier.toTracker(new Trouble(0, session, reason));
        }
    }

    @Override
    public void onHave(long nowNanos, int link, Have have) {
        courier.received(have);
        if (!playback.playout.started()) {
            return;
        }
        int playhead = playback.playout.playhead();
        int to = playback.window.end(nowNanos);
        int strange = holders.heard(link, have, playhead, to);
        if (strange > 0) {
            courier.refused(nowNanos, link, Refusal.WINDOW);
        }
    }

    @Override
    public void onAbsent(long nowNanos, int link, Absent absent) {
        courier.received(absent);
        for (PieceRun run : absent.pieces()) {
            for (int piece = run.first(); piece < run.end(); piece++) {
                if (table.link(run.slice(), piece) != link) {
                    // It was given up or came in time by another way, or was never asked for.
                    courier.refused(nowNanos, link, Refusal.UNASKED);
                    break;
                }
                table.end(run.slice(), piece);
                experience.failed(link);
                if (run.mark() == Absent.NOT_HERE) {
                    holders.lacks(link, run.slice(), piece);
                } else {
                    experience.refused(nowNanos, link);
                }
            }
        }
    }

    /** A piece is here; that counts for who brought it, if it was asked. */
    void onPiece(long nowNanos, int link, int piece, SliceHeader header) {
        int slice = header.slice();
        if (link != LinkTable.NO_LINK && link == table.link(slice, piece)) {
            int first = piece * layout.pieceChunks();
            int bytes = header.bytes(first, layout.pieceChunks(header.chunks(), piece));
            experience.came(link, nowNanos - table.sinceNanos(slice, piece), bytes);
        }
    }

    // What they are told and asked.

    /** Sends what was asked of each neighbour in this round. */
    void end() {
        for (int link = 0; link < asked.size(); link++) {
            List<PieceRun> runs = asked.get(link);
            if (!runs.isEmpty()) {
                runs.sort(PullNeighbours::order);
                long millis = patience[link] / Time.NANOS_PER_MILLI;
                int most = (int) Math.min(Request.PATIENCE_MAX, millis);
                courier.toLink(link, new Request(most, runs));
                runs.clear();
            }
        }
    }

    private static int order(PieceRun one, PieceRun other) {
        int slices = Integer.compare(one.slice(), other.slice());
        return slices == 0 ? Integer.compare(one.first(), other.first()) : slices;
    }

    /** Tells all neighbours what is new. */
    void announce(int roles) {
        if (!announcement.any()) {
            return;
        }
        Have news = announcement.news(roles);
        for (int link = 0; uplinkKbps > 0 && link < links.size(); link++) {
            if (links.ready(link)) {
                courier.toLink(link, news);
            }
        }
    }

    /** Returns, once, the link that is to be given up, or NO_LINK. */
    int takeEvicted() {
        int link = evicted;
        evicted = LinkTable.NO_LINK;
        return link;
    }

    @Override
    public void request(int link, int slice, int piece, boolean sealWanted, long patienceNanos) {
        while (asked.size() <= link) {
            asked.add(new ArrayList<>());
        }
        int mark = sealWanted ? Request.SEAL_WANTED : 0;
        boolean first = asked.get(link).isEmpty();
        patience[link] = first ? patienceNanos : Math.min(patience[link], patienceNanos);
        asked.get(link).add(new PieceRun(slice, piece, 1, mark));
    }

    @Override
    public boolean edgeReady() {
        return edge.ready();
    }

    @Override
    public boolean edgeKnown() {
        return edge.known();
    }

    @Override
    public int fetch(
            int slice, int firstChunk, int chunkCount, boolean sealWanted, MediaSource why) {
        if (policy.announcesLoads()) {
            int end = (firstChunk + chunkCount - 1) / layout.pieceChunks();
            for (int piece = firstChunk / layout.pieceChunks(); piece <= end; piece++) {
                announcement.add(slice, piece, Have.COMING);
            }
        }
        return edge.fetch(slice, new ChunkRun(firstChunk, chunkCount), sealWanted, why);
    }

    @Override
    public boolean fetching(int request) {
        return edge.fetching(request);
    }

    // What a policy sees.

    @Override
    public int self() {
        return signalling.self();
    }

    @Override
    public int uplinkKbps() {
        return uplinkKbps;
    }

    @Override
    public int roles(int link) {
        return holders.roles(link);
    }

    @Override
    public int inFlight(int link) {
        return table.inFlight(link);
    }

    @Override
    public int answers(int link) {
        return experience.answers(link);
    }

    @Override
    public int successPermille(int link) {
        return experience.successPermille(link);
    }

    @Override
    public int serviceMillis(int link) {
        return experience.serviceMillis(link);
    }

    @Override
    public int goodputKbps(int link) {
        return experience.goodputKbps(link);
    }

    @Override
    public void evict(int link) {
        evicted = link;
    }
}
