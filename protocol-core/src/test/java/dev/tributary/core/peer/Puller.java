package dev.tributary.core.peer;

import static dev.tributary.core.testkit.Rooms.MILLI;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Peers;
import dev.tributary.core.wire.PieceRun;
import dev.tributary.core.wire.Request;
import dev.tributary.core.wire.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A viewer that pulls, alone with an edge that answers at once: every second a slice of a second is
 * published, from 21 on. What neighbours say the test says.
 */
final class Puller {
    final Viewer viewer;
    final RoomSettings settings;
    int newest = 20;

    /** Which requests to the edge are answered; the others stay open. */
    Predicate<RecordingOutput.Fetch> answered = fetch -> true;

    /** Which fail at once. */
    Predicate<RecordingOutput.Fetch> failing = fetch -> false;

    /** What a slice is, by the origin's seal. */
    Function<Integer, SliceHeader> sealed = Rooms::header;

    /** All requests to the edge so far, and how many of them were dealt with. */
    final List<RecordingOutput.Fetch> fetches = new ArrayList<>();

    private int indexes;

    Puller(RoomSettings settings) {
        this(settings, Rooms.config(1));
    }

    Puller(RoomSettings settings, PeerConfig config) {
        this.settings = settings;
        viewer = new Viewer(settings, config).joined();
        settle();
    }

    /** Slices of a second, a buffer of ten, four seconds of emergency. */
    static Settings room(SystemProfile system) {
        return Rooms.small(system).number("slice", 1_000);
    }

    /** Lets time pass until a moment, milliseconds. */
    Puller until(long millis) {
        while (viewer.now < millis * MILLI) {
            viewer.until(Math.min(millis, viewer.now / MILLI + 10));
            if (newest < 20 + viewer.now / Rooms.SECOND) {
                newest++;
            }
            settle();
        }
        return this;
    }

    /** Plays the edge. */
    void settle() {
        List<String> effects = viewer.output.effects;
        boolean more = true;
        while (more) {
            more = false;
            if (effects.remove("index")) {
                indexes++;
                viewer.published(newest);
                more = true;
            }
            while (!viewer.output.fetches.isEmpty()) {
                serve(viewer.output.fetches.remove(0));
                more = true;
            }
        }
    }

    int indexes() {
        return indexes;
    }

    private void serve(RecordingOutput.Fetch fetch) {
        fetches.add(fetch);
        if (failing.test(fetch)) {
            viewer.peer.onEdgeFailed(viewer.now, fetch.request());
        } else if (answered.test(fetch)) {
            answer(fetch);
        }
    }

    void answer(RecordingOutput.Fetch fetch) {
        SliceHeader header = sealed.apply(fetch.slice());
        int all = header.chunks() - fetch.first();
        int blocks = (fetch.count() + RoomSettings.BLOCK_CHUNKS - 1) / RoomSettings.BLOCK_CHUNKS;
        int whole = RoomSettings.BLOCK_CHUNKS * blocks;
        int count = fetch.count() == 0 ? all : Math.min(all, whole);
        boolean seal = fetch.sealWanted() || fetch.first() == 0;
        viewer.edge(fetch.request(), data(header, fetch.first(), count, 0, seal));
    }

    static Data data(SliceHeader header, int first, int count, int hop, boolean sealed) {
        Payload payload = Payload.ofLength(header.bytes(first, count));
        return new Data(header, first, count, hop, sealed ? Seal.ofLength(header) : null, payload);
    }

    /** Brings up links 0.. with sessions 201.. */
    Puller neighbours(int count) {
        for (int link = 0; link < count; link++) {
            viewer.tracker(new Peers(List.of(201 + link)));
            viewer.up(link, 201 + link);
        }
        return this;
    }

    /** A neighbour says to have all of some slices. */
    void has(int link, int... slices) {
        List<PieceRun> runs = new ArrayList<>();
        for (int slice : slices) {
            runs.add(new PieceRun(slice, 0, pieces(), Have.HERE));
        }
        viewer.message(link, new Have(0, runs));
    }

    int pieces() {
        return settings.layout().pieces(Rooms.CHUNKS);
    }

    /** A neighbour sends a piece. */
    void brings(int link, int slice, int piece) {
        int first = piece * settings.layout().pieceChunks();
        int count = settings.layout().pieceChunks(Rooms.CHUNKS, piece);
        viewer.message(link, data(Rooms.header(slice), first, count, 1, true));
    }

    void absent(int link, int slice, int piece, int why) {
        viewer.message(link, new Absent(List.of(new PieceRun(slice, piece, 1, why))));
    }

    /** Returns the pieces that a neighbour was asked for so far, as slice.piece. */
    List<String> asked(int link) {
        List<String> asked = new ArrayList<>();
        for (Request request : viewer.output.on(link, Request.class)) {
            for (PieceRun run : request.pieces()) {
                for (int piece = run.first(); piece < run.end(); piece++) {
                    asked.add(run.slice() + "." + piece);
                }
            }
        }
        return asked;
    }

    /** Returns the piece of a name that {@link #asked} returns. */
    static int piece(String name) {
        return Integer.parseInt(name.substring(name.indexOf('.') + 1));
    }

    /** Returns the requests to the edge for a slice. */
    List<RecordingOutput.Fetch> fetches(int slice) {
        return fetches.stream().filter(fetch -> fetch.slice() == slice).toList();
    }

    /** Returns the stalls after the first frame. */
    List<String> stalls() {
        return viewer.seen.stream().filter(what -> what.startsWith("stall")).toList();
    }
}
