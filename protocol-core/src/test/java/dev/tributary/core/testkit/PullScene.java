package dev.tributary.core.testkit;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ProviderState;
import java.util.ArrayList;
import java.util.List;

/**
 * A viewer as a pull policy sees it, of fields that a test sets: its neighbours, and what is
 * missing; what the policy asked for is written down. Time is 0 unless the test says otherwise.
 */
public final class PullScene implements Holes, Neighbourhood, PeerView {
    /** A neighbour. */
    public static final class Link {
        public boolean ready = true;
        public int roles;
        public int inFlight;
        public int answers;
        public int success = 1_000;
        public int service;
        public int goodput;

        /** Whether it has just refused something. */
        public boolean spared;
    }

    /** A missing piece. */
    public static final class Piece {
        public final int slice;
        public final int number;
        public final int of;
        public State state = State.OPEN;
        public int askedLink = -1;
        public long showNanos;
        public long holders;
        public long promised;

        /** Whether no neighbour could bring it before its line. */
        public boolean tooLate;

        private Piece(int slice, int number, int of) {
            this.slice = slice;
            this.number = number;
            this.of = of;
        }

        @Override
        public String toString() {
            return slice + "." + number;
        }
    }

    private final RoomSettings settings;
    private final Rng rng;
    public final List<Link> links = new ArrayList<>();
    public final List<Piece> pieces = new ArrayList<>();
    public int credit = 2;
    public int self = 100;
    public int uplinkKbps = 8_000;
    public long bufferedNanos;
    public boolean edgeReady = true;

    /** What was asked of whom, as {@code link: slice.piece}; of the CDN with the reason. */
    public final List<String> asked = new ArrayList<>();

    public final List<String> fetched = new ArrayList<>();
    public int evicted = -1;
    private int at = -1;

    /** Creates one without neighbours that misses nothing. */
    public PullScene(RoomSettings settings, int seed) {
        this.settings = settings;
        rng = new Rng(seed);
    }

    /** Adds a neighbour. */
    public Link link() {
        Link link = new Link();
        links.add(link);
        return link;
    }

    /** Adds a missing piece, which is shown at a time. */
    public Piece missing(int slice, int number, int of, long showNanos, long holders) {
        Piece piece = new Piece(slice, number, of);
        piece.showNanos = showNanos;
        piece.holders = holders;
        piece.promised = holders;
        pieces.add(piece);
        return piece;
    }

    private Piece here() {
        return pieces.get(at);
    }

    private long ready(long bits) {
        long ready = 0;
        for (int link = 0; link < links.size(); link++) {
            ready |= links.get(link).ready ? 1L << link : 0;
        }
        return bits & ready;
    }

    @Override
    public void rewind() {
        at = -1;
    }

    @Override
    public boolean next() {
        at = Math.min(at + 1, pieces.size());
        return at < pieces.size();
    }

    @Override
    public void seek(int slice, int piece) {
        at = 0;
        while (here().slice != slice || here().number != piece) {
            at++;
        }
    }

    @Override
    public int slice() {
        return here().slice;
    }

    @Override
    public int piece() {
        return here().number;
    }

    @Override
    public int pieces() {
        return here().of;
    }

    @Override
    public State state() {
        return here().state;
    }

    /** Returns the link that was asked, or -1. */
    public int askedLink() {
        return here().askedLink;
    }

    @Override
    public long showNanos() {
        return here().showNanos;
    }

    @Override
    public long lineNanos() {
        return here().showNanos - settings.playout().emergencyWindowMillis() * Rooms.MILLI;
    }

    @Override
    public long holders() {
        return ready(here().holders);
    }

    @Override
    public long promised() {
        return ready(here().promised);
    }

    @Override
    public boolean ask(int number) {
        Link link = links.get(number);
        Piece piece = here();
        if (!link.ready
                || link.spared
                || link.inFlight >= credit
                || piece.tooLate
                || piece.state != State.OPEN) {
            return false;
        }
        link.inFlight++;
        piece.state = State.ASKED;
        piece.askedLink = number;
        asked.add(number + ": " + piece);
        return true;
    }

    @Override
    public boolean fetch(MediaSource why) {
        Piece piece = here();
        if (!edgeReady || piece.state == State.CDN) {
            return false;
        }
        if (piece.askedLink >= 0) {
            links.get(piece.askedLink).inFlight--;
            piece.askedLink = -1;
        }
        piece.state = State.CDN;
        fetched.add(piece + " " + why);
        return true;
    }

    @Override
    public int self() {
        return self;
    }

    @Override
    public int uplinkKbps() {
        return uplinkKbps;
    }

    @Override
    public int roles(int link) {
        return links.get(link).roles;
    }

    @Override
    public int inFlight(int link) {
        return links.get(link).inFlight;
    }

    @Override
    public int answers(int link) {
        return links.get(link).answers;
    }

    @Override
    public int successPermille(int link) {
        return links.get(link).success;
    }

    @Override
    public int serviceMillis(int link) {
        return links.get(link).service;
    }

    @Override
    public int goodputKbps(int link) {
        return links.get(link).goodput;
    }

    @Override
    public void evict(int link) {
        evicted = link;
    }

    @Override
    public RoomSettings settings() {
        return settings;
    }

    @Override
    public int cdnSubStream() {
        return UNASSIGNED;
    }

    @Override
    public ProviderState provider(int subStream) {
        throw new AssertionError("nobody pushes here");
    }

    @Override
    public long withoutProviderSinceNanos(int subStream) {
        throw new AssertionError("nobody pushes here");
    }

    @Override
    public boolean hadProvider(int subStream) {
        return false;
    }

    @Override
    public int hop(int subStream) {
        return 0;
    }

    @Override
    public long bufferedNanos(long nowNanos) {
        return bufferedNanos;
    }

    @Override
    public long joinedNanos() {
        return 0;
    }

    @Override
    public int linkCount() {
        return links.size();
    }

    @Override
    public boolean linkReady(int link) {
        return links.get(link).ready;
    }

    @Override
    public Rng rng() {
        return rng;
    }
}
