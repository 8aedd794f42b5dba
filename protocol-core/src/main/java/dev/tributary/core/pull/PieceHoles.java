package dev.tributary.core.pull;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.playout.Playout;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.PullPolicy;

/**
 * The cursor over the missing pieces. A piece is asked of one place at a time, and of a neighbour
 * only while its credit lasts and its answer can come before the line.
 */
public final class PieceHoles implements Holes {
    /** An answer that would have to come faster is not worth asking for. */
    private static final long HASTE_NANOS = 100 * Time.NANOS_PER_MILLI;

    private final MediaLayout layout;
    private final PullPolicy policy;
    private final SliceBuffer buffer;
    private final Playout playout;
    private final LinkTable links;
    private final Listing listing;
    private final PieceTable table;
    private final HolderMap holders;
    private final Experience experience;
    private final Asking asking;
    private final Patience patience;

    private long nowNanos;
    private long ready;
    private int newest;

    /** Nothing of slices before this one is waited for. */
    private int shownFrom;

    private int slice;
    private int piece;
    private @Nullable SliceHeader header;

    // Neighbouring pieces that become one fetch.
    private int runSlice;
    private int runFirst;
    private int runEnd;
    private MediaSource runWhy = MediaSource.CDN_OWN;

    /** For how long a neighbour may take, nanoseconds. */
    public interface Patience {
        /** Returns it for the neighbour at a link. */
        long nanos(int link);
    }

    /**
     * What the cursor looks at.
     *
     * @param listing the slices that exist
     * @param table what is known of their pieces
     * @param holders what neighbours say of them
     * @param experience how neighbours answered
     */
    public record Known(
            Listing listing, PieceTable table, HolderMap holders, Experience experience) {}

    /** Creates a cursor over what is known. */
    public PieceHoles(
            MediaLayout layout,
            PullPolicy policy,
            SliceBuffer buffer,
            Playout playout,
            LinkTable links,
            Known known,
            Asking asking,
            Patience patience) {
        this.layout = layout;
        this.policy = policy;
        this.buffer = buffer;
        this.playout = playout;
        this.links = links;
        listing = known.listing();
        table = known.table();
        holders = known.holders();
        experience = known.experience();
        this.asking = asking;
        this.patience = patience;
    }

    /** Begins a round. */
    public void begin(long roundNanos, int newestListed) {
        nowNanos = roundNanos;
        forgetShown();
        // Beyond nothing could be kept, whatever an index says.
        newest = Math.min(newestListed, playout.playhead() + buffer.slots() - 1);
        ready = 0;
        for (int link = 0; link < links.size(); link++) {
            ready |= links.ready(link) ? 1L << link : 0;
        }
        rewind();
    }

    /** The screen may have left out slices of which something was on its way. */
    private void forgetShown() {
        int playhead = playout.playhead();
        for (int s = Math.max(shownFrom, playhead - buffer.slots()); s < playhead; s++) {
            table.clear(s);
        }
        shownFrom = playhead;
    }

    /** Ends a round: what was to become one request to the CDN with more is asked for. */
    public void end() {
        if (runSlice == 0) {
            return;
        }
        SliceHeader of = Sure.of(header(runSlice));
        int from = runFirst * pieceChunks();
        int to = Math.min(of.chunks(), runEnd * pieceChunks());
        // A neighbour may have begun: what is here at either end is not paid for again.
        while (from < to - 1 && buffer.has(runSlice, from)) {
            from++;
        }
        while (to > from + 1 && buffer.has(runSlice, to - 1)) {
            to--;
        }
        boolean seal = buffer.seal(runSlice) == null;
        int request = asking.fetch(runSlice, from, to - from, seal, runWhy);
        int all = layout.pieces(of.chunks());
        for (int i = runFirst; i < runEnd; i++) {
            table.fetch(runSlice, all, i, request);
        }
        runSlice = 0;
    }

    /** Returns what the origin sealed, or else what the index says. */
    private @Nullable SliceHeader header(int number) {
        SliceHeader sealed = buffer.header(number);
        return sealed == null ? listing.header(number) : sealed;
    }

    private int pieceChunks() {
        return layout.pieceChunks();
    }

    /** Returns whether it is known of which pieces a slice is. */
    public boolean knows(int number) {
        return header(number) != null;
    }

    @Override
    public void rewind() {
        slice = playout.playhead() - 1;
        header = null;
        piece = 0;
    }

    @Override
    public boolean next() {
        piece++;
        while (slice <= newest) {
            while (header != null && piece < pieces()) {
                if (!table.here(slice, piece)) {
                    expire();
                    return true;
                }
                piece++;
            }
            slice++;
            piece = 0;
            header = buffer.complete(slice) ? null : header(slice);
        }
        return false;
    }

    @Override
    public void seek(int toSlice, int toPiece) {
        slice = toSlice;
        piece = toPiece;
        header = header(toSlice);
    }

    /** What was asked of a neighbour and has not come in time is asked of nobody. */
    private void expire() {
        int link = table.link(slice, piece);
        if (link != LinkTable.NO_LINK && table.untilNanos(slice, piece) <= nowNanos) {
            experience.failed(link);
            table.end(slice, piece);
        }
    }

    @Override
    public int slice() {
        return slice;
    }

    @Override
    public int piece() {
        return piece;
    }

    @Override
    public int pieces() {
        return layout.pieces(Sure.of(header).chunks());
    }

    @Override
    public State state() {
        if (table.link(slice, piece) != LinkTable.NO_LINK) {
            return State.ASKED;
        }
        boolean collected = slice == runSlice && piece >= runFirst && piece < runEnd;
        int request = table.request(slice, piece);
        return collected || (request != 0 && asking.fetching(request)) ? State.CDN : State.OPEN;
    }

    @Override
    public long showNanos() {
        return playout.showNanos(slice);
    }

    @Override
    public long lineNanos() {
        return playout.emergencyNanos(slice);
    }

    @Override
    public long holders() {
        return holders.holders(slice, piece) & ready;
    }

    @Override
    public long promised() {
        return holders.promised(slice, piece) & ready;
    }

    @Override
    public boolean ask(int link) {
        long untilNanos = Math.min(nowNanos + patience.nanos(link), lineNanos());
        if (!links.ready(link)
                || table.inFlight(link) >= policy.credit()
                || experience.spared(nowNanos, link)
                || untilNanos - nowNanos < HASTE_NANOS
                || state() != State.OPEN) {
            return false;
        }
        table.ask(nowNanos, slice, pieces(), piece, link, untilNanos);
        boolean sealWanted = buffer.seal(slice) == null;
        asking.request(link, slice, piece, sealWanted, untilNanos - nowNanos);
        return true;
    }

    @Override
    public boolean fetch(MediaSource why) {
        return asking.edgeReady() && collect(why);
    }

    /** Asks the CDN at the line, also while it is left alone after a failure. */
    public void rescue() {
        if (asking.edgeKnown()) {
            collect(MediaSource.CDN_EMERGENCY);
        }
    }

    private boolean collect(MediaSource why) {
        if (state() == State.CDN) {
            return false;
        }
        expire();
        if (slice != runSlice || piece != runEnd || why != runWhy) {
            end();
            runSlice = slice;
            runFirst = piece;
            runWhy = why;
        }
        runEnd = piece + 1;
        return true;
    }
}
