package dev.tributary.core.store;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The slices a viewer holds: a ring of the newest slice numbers with a chunk map each.
 *
 * <p>A slot belongs to the slice number last seen in it; a newer slice takes it over, an older one
 * is not let in. What not every room needs exists only after its first use: chunk maps, since whole
 * slices need none, and bytes, of which a simulation has none.
 */
public final class SliceBuffer {
    private static final int SLOTS_MIN = 16;

    /** Slices kept beyond two buffers: what a stall may add. */
    private static final int SLOTS_SPARE = 8;

    /** Media kept beyond what an index lists, milliseconds: what is published until it is here. */
    private static final int STARTING_MILLIS = 2_000;

    private static final int COMPLETE = 1;
    private static final int EDGE_EXPECTED = 2;
    private static final int FLAGS = 0xff;
    private static final int HOP_SHIFT = 8;

    private final int mask;
    private final int[] slice;
    private final SliceHeader[] header;

    /** By slot: flags, and above them the links that the slice has come along. */
    private final short[] state;

    /** Maps of the slices that are partly here; null before the first. */
    private @Nullable ChunkMap[] partly;

    /** The origin's word on each slice of which anything is here. */
    private final Seal[] seal;

    /** Content by slice; null before the first. */
    private @Nullable byte[][] bytes;

    private int newest;

    /** Creates a ring of as many slices as {@link #slots} says. */
    public SliceBuffer(MediaLayout layout, int bufferMillis) {
        int slots = slots(layout, bufferMillis);
        mask = slots - 1;
        slice = new int[slots];
        header = new SliceHeader[slots];
        state = new short[slots];
        seal = new Seal[slots];
    }

    /**
     * Returns how many slices a viewer keeps: the longest buffer and as much behind the playhead,
     * and all that an index lists, since a viewer may begin with the oldest of it.
     */
    public static int slots(MediaLayout layout, int bufferMillis) {
        int buffers = layout.slices(2 * bufferMillis) + SLOTS_SPARE;
        int listed = layout.indexed() + layout.slices(STARTING_MILLIS);
        int slices = Math.max(buffers, listed);
        return Math.max(SLOTS_MIN, Integer.highestOneBit(slices - 1) * 2);
    }

    /** Returns how many slices are kept at most. */
    public int slots() {
        return slice.length;
    }

    /** Returns the largest slice number of which anything was heard, 0 = none. */
    public int newest() {
        return newest;
    }

    /** Returns the header, or null when nothing of the slice is here. */
    @Nullable
    public SliceHeader header(int number) {
        return holds(number) ? header[number & mask] : null;
    }

    /** Returns the verified seal, or null when no block that it came with is here yet. */
    @Nullable
    public Seal seal(int number) {
        return holds(number) ? seal[number & mask] : null;
    }

    public boolean complete(int number) {
        return holds(number) && (state[number & mask] & COMPLETE) != 0;
    }

    /** Returns whether the edge has been told to send this slice. */
    public boolean edgeExpected(int number) {
        return holds(number) && (state[number & mask] & EDGE_EXPECTED) != 0;
    }

    public void expectFromEdge(int number, boolean expected) {
        if (claim(number)) {
            int slot = number & mask;
            state[slot] =
                    (short) (expected ? state[slot] | EDGE_EXPECTED : state[slot] & ~EDGE_EXPECTED);
        }
    }

    /** The edge will not send what was expected of it. */
    public void expectNothing() {
        for (int slot = 0; slot < state.length; slot++) {
            state[slot] &= ~EDGE_EXPECTED;
        }
    }

    /** Returns whether nothing else is known of the slice than this header. */
    public boolean agrees(SliceHeader other) {
        SliceHeader known = header(other.slice());
        return known == null || same(known, other);
    }

    /** In a simulation all viewers share one header, of which nothing need be compared. */
    @SuppressWarnings("ReferenceEquality") // the equal are asked after the same
    private static boolean same(SliceHeader one, SliceHeader other) {
        return one == other || one.equals(other);
    }

    /** Returns whether the slot of the slice is, or can become, its own. */
    private boolean claim(int number) {
        int slot = number & mask;
        if (slice[slot] == number) {
            return true;
        }
        if (number < slice[slot]) {
            return false;
        }
        slice[slot] = number;
        empty(slot);
        return true;
    }

    private void empty(int slot) {
        header[slot] = null;
        state[slot] = 0;
        seal[slot] = null;
        if (partly != null) {
            partly[slot] = null;
        }
        if (bytes != null) {
            bytes[slot] = null;
        }
    }

    private int hop(int slot) {
        return (state[slot] >>> HOP_SHIFT) & FLAGS;
    }

    private @Nullable ChunkMap partly(int slot) {
        return partly == null ? null : partly[slot];
    }

    private @Nullable byte[] bytes(int slot) {
        return bytes == null ? null : bytes[slot];
    }

    private boolean holds(int number) {
        return number > 0 && slice[number & mask] == number;
    }

    /**
     * Takes in verified chunks.
     *
     * @return the bytes that were new, 0 when all were here or the slice is too old to be kept
     */
    public int add(Data data) {
        SliceHeader h = data.header();
        int number = h.slice();
        int slot = number & mask;
        if (!claim(number) || (state[slot] & COMPLETE) != 0) {
            return 0;
        }
        newest = Math.max(newest, number);
        if (header[slot] == null) {
            header[slot] = h;
        } else if (!same(header[slot], h)) {
            return 0;
        }
        int useful = mark(slot, h, data.firstChunk(), data.chunkCount());
        if (useful > 0) {
            int hop = Math.max(hop(slot), data.hop());
            state[slot] = (short) ((state[slot] & FLAGS) | (hop << HOP_SHIFT));
            seal[slot] = seal[slot] == null ? data.seal() : seal[slot];
            store(slot, data);
        }
        return useful;
    }

    /** Marks chunks as present; a slice that comes in one piece needs no map. */
    private int mark(int slot, SliceHeader h, int first, int count) {
        int total = h.chunks();
        int last = Math.min(total, first + count);
        ChunkMap map = partly(slot);
        if (map == null && first == 0 && last == total) {
            state[slot] |= COMPLETE;
            return h.sizeBytes();
        }
        if (map == null) {
            partly = partly == null ? new ChunkMap[slice.length] : partly;
            map = new ChunkMap(total);
            partly[slot] = map;
        }
        int useful = map.add(h, first, last);
        if (map.full()) {
            state[slot] |= COMPLETE;
            Sure.of(partly)[slot] = null;
        }
        return useful;
    }

    private void store(int slot, Data data) {
        if (data.payload().hasBytes()) {
            bytes = bytes == null ? new byte[slice.length][] : bytes;
            if (bytes[slot] == null) {
                bytes[slot] = new byte[data.header().sizeBytes()];
            }
            data.payload().copyTo(bytes[slot], data.firstChunk() * RoomSettings.CHUNK_BYTES);
        }
    }

    /**
     * Returns chunks of a slice as a message for a receiver one link further, with the seal when
     * they begin with the first.
     */
    public Data read(int number, int first, int count) {
        return read(number, first, count, first == 0);
    }

    /** Returns chunks of a slice as a message for a receiver one link further. */
    public Data read(int number, int first, int count, boolean sealed) {
        int slot = number & mask;
        SliceHeader h = header[slot];
        int length = h.bytes(first, count);
        Payload payload = Payload.ofLength(length);
        byte[] held = bytes(slot);
        if (held != null) {
            int from = first * RoomSettings.CHUNK_BYTES;
            payload = Payload.of(Arrays.copyOfRange(held, from, from + length));
        }
        int hops = Math.min(Data.HOP_MAX, hop(slot) + 1);
        return new Data(h, first, count, hops, sealed ? seal[slot] : null, payload);
    }

    /** Returns the bytes of a slice that is complete. */
    public Payload payload(int number) {
        byte[] held = bytes(number & mask);
        return held == null
                ? Payload.ofLength(Sure.of(header(number)).sizeBytes())
                : Payload.of(held);
    }

    /** Returns how much of a slice is missing, of which nothing or not all is here: 1..100 %. */
    public int missingPercent(int number) {
        SliceHeader h = header(number);
        ChunkMap partly = h == null ? null : partly(number & mask);
        return h == null || partly == null ? 100 : Math.max(1, 100 * partly.missing() / h.chunks());
    }

    /** Returns the missing runs of a slice that is partly here; empty when nothing of it is. */
    public List<ChunkRun> missingRuns(int number, int runsMax) {
        List<ChunkRun> runs = new ArrayList<>();
        SliceHeader h = header(number);
        if (h == null || partly(number & mask) == null) {
            return runs;
        }
        int total = h.chunks();
        int i = nextMissing(number, 0, total);
        while (i < total && runs.size() < runsMax) {
            int end = runs.size() == runsMax - 1 ? total : nextPresent(number, i, total);
            runs.add(new ChunkRun(i, end - i));
            i = nextMissing(number, end, total);
        }
        return runs;
    }

    private int nextMissing(int number, int from, int total) {
        int i = from;
        while (i < total && has(number, i)) {
            i++;
        }
        return i;
    }

    private int nextPresent(int number, int from, int total) {
        int i = from;
        while (i < total && !has(number, i)) {
            i++;
        }
        return i;
    }

    /** Returns whether all chunks of a run are here. */
    public boolean hasAll(int number, int first, int count) {
        int chunk = first;
        while (chunk < first + count && has(number, chunk)) {
            chunk++;
        }
        return chunk == first + count;
    }

    /** Returns whether one chunk is here. */
    public boolean has(int number, int chunk) {
        if (complete(number)) {
            return true;
        }
        ChunkMap map = holds(number) ? partly(number & mask) : null;
        return map != null && map.has(chunk);
    }
}
