package dev.tributary.sim.world;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The CDN: keeps the newest slices, pushes standing streams, answers fetches, counts its bytes. */
final class EdgeNode implements Node {
    private static final int NODE = -3;

    private final World world;
    private final Cast cast;
    private final RoomSettings settings;
    private final int kept;
    private final SliceHeader[] headers;
    private final Seal[] seals;
    private int newest;

    /** No slice before is in the index: the origin that cut them is gone. */
    private int oldest = 1;

    private boolean down;
    private boolean troubled;

    /** By viewer: the sub-streams that are pushed to it, bit k = sub-stream k. */
    private int[] streams = new int[16];

    /** By viewer: what is sent to it; null before anything is, and once it has gone. */
    private EdgeSession[] sessions = new EdgeSession[16];

    EdgeNode(World world, RoomSettings settings) {
        this.world = world;
        cast = world.cast();
        this.settings = settings;
        kept = settings.layout().kept();
        headers = new SliceHeader[kept];
        seals = new Seal[kept];
    }

    @Override
    public int id() {
        return NODE;
    }

    /** A slice has arrived from the origin. */
    void publish(SliceHeader header) {
        store(header);
        if (down) {
            return;
        }
        int subStream = 1 << settings.subStream(newest);
        for (int i = 0; i < cast.present(); i++) {
            int id = cast.presentId(i);
            if (id < streams.length && (streams[id] & subStream) != 0) {
                push(cast.viewer(id), 0, header, 0, header.chunks(), true);
            }
        }
    }

    /** Returns a slice that is kept, or null: numbers leave some out when an origin restarts. */
    private SliceHeader kept(int slice) {
        SliceHeader header = headers[slice % kept];
        return header != null && header.slice() == slice ? header : null;
    }

    /** A new origin begins with a slice, and knows none before. */
    void newOrigin(int firstSlice) {
        oldest = firstSlice;
    }

    /** Puts a slice into the store without telling anybody: what was there before the run. */
    void store(SliceHeader header) {
        seals[header.slice() % kept] = Seal.ofLength(header);
        headers[header.slice() % kept] = header;
        newest = header.slice();
    }

    void outage(boolean begins) {
        down = begins;
        troubled |= begins;
        if (!begins) {
            return;
        }
        for (int i = 0; i < cast.present(); i++) {
            ViewerNode viewer = cast.presentViewer(i);
            if (viewer.id() < streams.length && streams[viewer.id()] != 0) {
                stop(viewer);
            }
        }
    }

    /** Ends the standing stream: the connection broke. */
    private void stop(ViewerNode viewer) {
        EdgeSession session = session(viewer);
        streams[viewer.id()] = 0;
        session.stop();
        viewer.edgeFailed(0);
    }

    /** Returns whether there has been an outage. */
    boolean troubled() {
        return troubled;
    }

    private EdgeSession session(ViewerNode viewer) {
        int id = viewer.id();
        if (id >= sessions.length) {
            int size = Math.max(id + 1, 2 * sessions.length);
            sessions = Arrays.copyOf(sessions, size);
            streams = Arrays.copyOf(streams, size);
        }
        if (sessions[id] == null) {
            sessions[id] = new EdgeSession(world.run(), viewer, viewer.edgeLine());
        }
        return sessions[id];
    }

    /** A viewer has gone. */
    void forget(int viewer) {
        if (viewer < sessions.length) {
            sessions[viewer] = null;
            streams[viewer] = 0;
        }
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public void deliver(Delivery.Kind kind, int number, Object content) {
        ViewerNode viewer = cast.viewer(number);
        if (viewer.gone()) {
            return;
        }
        switch (kind) {
            case INDEX_REQUEST -> index(viewer);
            case EDGE_STREAM -> stream(viewer, (EdgeSession.Change) content);
            case EDGE_FETCH -> fetch(viewer, (EdgeSession.Fetch) content);
            default -> throw new IllegalStateException("the edge gets no " + kind);
        }
    }

    private void index(ViewerNode viewer) {
        if (down) {
            viewer.reply(Delivery.Kind.SERVER_FAILED, null, true);
            return;
        }
        List<SliceHeader> list = new ArrayList<>();
        for (int s = Math.max(oldest, newest - settings.layout().indexed() + 1); s <= newest; s++) {
            if (kept(s) != null) {
                list.add(kept(s));
            }
        }
        viewer.reply(Delivery.Kind.INDEX, world.run().coded(new Index(list)), true);
    }

    private void stream(ViewerNode viewer, EdgeSession.Change change) {
        if (down) {
            stop(viewer);
            return;
        }
        EdgeSession session = session(viewer);
        int before = streams[viewer.id()];
        int added = change.subStreams() & ~before;
        int removed = before & ~change.subStreams();
        streams[viewer.id()] = change.subStreams();
        if (removed != 0) {
            session.drop(removed, change.fromSlice(), settings);
        }
        for (int s = Math.max(change.fromSlice(), newest - kept + 1); s <= newest; s++) {
            SliceHeader header = kept(s);
            if (header != null && (added & 1 << settings.subStream(s)) != 0) {
                push(viewer, 0, header, 0, header.chunks(), true);
            }
        }
    }

    private void fetch(ViewerNode viewer, EdgeSession.Fetch fetch) {
        int s = fetch.slice();
        SliceHeader header = kept(s);
        if (down || header == null) {
            viewer.edgeFailed(fetch.request());
            return;
        }
        int first = Math.min(fetch.firstChunk(), header.chunks() - 1);
        int rest = header.chunks() - first;
        int count = fetch.chunkCount() == 0 ? rest : Math.min(rest, fetch.chunkCount());
        boolean sealed = fetch.sealWanted() || first == 0;
        push(viewer, fetch.request(), header, first, count, sealed);
    }

    private void push(
            ViewerNode viewer,
            int request,
            SliceHeader header,
            int first,
            int count,
            boolean sealed) {
        int frame = settings.upload().frameChunks();
        for (int from = first; from < first + count; from += frame) {
            int chunks = Math.min(frame, first + count - from);
            Payload payload = Payload.ofLength(header.bytes(from, chunks));
            Seal seal = sealed && from == first ? seals[header.slice() % kept] : null;
            session(viewer).send(request, new Data(header, from, chunks, 0, seal, payload));
        }
    }
}
