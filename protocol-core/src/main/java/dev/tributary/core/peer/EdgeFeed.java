package dev.tributary.core.peer;

import dev.tributary.core.base.IntMap;
import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.ChunkRun;
import java.util.List;

/**
 * What this viewer has asked the CDN for: a standing set of sub-streams, and single slices.
 *
 * <p>Invariant: {@link #covered} is true exactly for slices that the edge was told to send and has
 * not failed to send. A failed stream or fetch is asked again after {@link #RETRY_NANOS}, and all
 * of it when the edge is silent for {@link #SILENT_NANOS} while the viewer waits.
 */
final class EdgeFeed {
    private static final long RETRY_NANOS = 500_000_000L;
    private static final long SILENT_NANOS = 5_000_000_000L;
    private static final long INQUIRY_NANOS = 2_000_000_000L;

    /** Runs of missing chunks fetched apart; beyond, the rest of the slice comes in one. */
    private static final int RUNS_MAX = 4;

    /** Fetches that are remembered; the oldest of more is counted on no longer. */
    private static final int FETCHES_MAX = 256;

    private final RoomSettings settings;
    private final SliceBuffer buffer;
    private final Integrity integrity;
    private final PeerOutput output;

    private int mask;
    private int maskFrom = 1;
    private boolean streamFailed;
    private long retryNanos = Time.NEVER;
    private long silentNanos = Time.NEVER;

    /** When the index was asked about a doubt, and when it is asked again. */
    private long inquiredNanos = -INQUIRY_NANOS;

    private long inquiryNanos = Time.NEVER;

    /** Requests made so far; they are numbered from 1. */
    private int requests;

    /** No fetch with a smaller number is remembered. */
    private int oldest = 1;

    /** Fetches of slices that are not complete; null before the first. */
    private @Nullable IntMap<Fetch> fetches;

    /** A run of chunks that was asked for; from chunk 0 on and count 0 = all of the slice. */
    private record Fetch(int slice, int firstChunk, int chunkCount, MediaSource why) {}

    /**
     * Whether nothing is asked of the edge, since it is not known what its media is sealed with.
     */
    private boolean suspended;

    /**
     * Creates a feed that has asked for nothing.
     *
     * @param requests the number of the last request that this viewer made before
     */
    EdgeFeed(
            RoomSettings settings,
            SliceBuffer buffer,
            Integrity integrity,
            PeerOutput output,
            int requests) {
        this.settings = settings;
        this.buffer = buffer;
        this.integrity = integrity;
        this.output = output;
        this.requests = requests;
        oldest = requests + 1;
    }

    /** Returns the number of the last request. */
    int requests() {
        return requests;
    }

    int mask() {
        return mask;
    }

    boolean covered(int slice) {
        if (slice >= maskFrom && !streamFailed && streams(mask, slice)) {
            return true;
        }
        return buffer.edgeExpected(slice);
    }

    /** Returns the first slice of a sub-stream that is neither here nor to come from the edge. */
    int firstUncovered(int subStream, int firstIncomplete) {
        int n = settings.layout().subStreams();
        int s = firstIncomplete;
        s += Math.floorMod(subStream - settings.subStream(s), n);
        int newest = newest();
        while (s <= newest && (buffer.complete(s) || covered(s))) {
            s += n;
        }
        return s;
    }

    /** Returns the newest slice of which something is here, be it verified yet or not. */
    private int newest() {
        return Math.max(buffer.newest(), integrity.newestOfEdge());
    }

    private boolean streams(int set, int slice) {
        return (set & 1 << settings.subStream(slice)) != 0;
    }

    /**
     * Tells the edge to push another set of sub-streams, added ones from their first hole on. What
     * the old set has promised of slices that are not looked at again stays promised.
     *
     * @param due the first slice whose emergency line has not been looked at: those before it are
     *     here or were covered then
     */
    void stream(int newMask, int playhead, int due) {
        int added = newMask & ~mask;
        int newest = newest();
        int from = Math.max(Math.max(playhead, due), newest + 1);
        for (int s = from - 1; s >= Math.max(1, playhead); s--) {
            boolean hole = streams(added, s) && !buffer.complete(s) && !buffer.edgeExpected(s);
            from = hole ? s : from;
        }
        remember(from);
        for (int s = from; s <= newest; s++) {
            if (!streams(newMask, s) && streams(mask, s)) {
                buffer.expectFromEdge(s, false);
            }
        }
        mask = newMask;
        maskFrom = from;
        streamFailed = suspended;
        if (!suspended) {
            output.streamFromEdge(newMask, from);
        }
    }

    /** Writes what the old set promised before {@code from} into the slots. */
    private void remember(int from) {
        int first = Math.max(maskFrom, from - buffer.slots() + 1);
        for (int s = first; s < from; s++) {
            if (!streamFailed && streams(mask, s) && !buffer.complete(s)) {
                buffer.expectFromEdge(s, true);
            }
        }
    }

    /** Fetches what is missing of a slice. */
    void fetch(int slice) {
        if (suspended) {
            return;
        }
        buffer.expectFromEdge(slice, true);
        List<ChunkRun> runs = buffer.missingRuns(slice, RUNS_MAX);
        if (runs.isEmpty()) {
            ask(new Fetch(slice, 0, 0, MediaSource.CDN_EMERGENCY), false);
        }
        for (ChunkRun run : runs) {
            ask(new Fetch(slice, run.first(), run.count(), MediaSource.CDN_EMERGENCY), false);
        }
    }

    /**
     * Fetches a run of chunks.
     *
     * @param sealWanted whether the answer is to bring the seal, which the first chunk always does
     * @param why what it is for
     * @return the number of the request
     */
    int fetch(int slice, ChunkRun run, boolean sealWanted, MediaSource why) {
        buffer.expectFromEdge(slice, true);
        ask(new Fetch(slice, run.first(), run.count(), why), sealWanted);
        return requests;
    }

    /** Returns whether requests are taken now: not between a failure and the next attempt. */
    boolean ready() {
        return !suspended && retryNanos == Time.NEVER;
    }

    /** Returns whether it is known what the media of the edge is sealed with. */
    boolean known() {
        return !suspended;
    }

    /** Returns whether an answer to a request may still come. */
    boolean fetching(int request) {
        Fetch fetch = fetches == null ? null : fetches.get(request);
        return fetch != null && buffer.edgeExpected(fetch.slice());
    }

    /** Returns what a request was for. */
    MediaSource reason(int request) {
        Fetch fetch = fetches == null ? null : fetches.get(request);
        return fetch == null ? MediaSource.CDN_EMERGENCY : fetch.why();
    }

    private void ask(Fetch fetch, boolean sealWanted) {
        fetches = fetches == null ? new IntMap<>() : fetches;
        forgetDone(fetches);
        requests++;
        fetches.put(requests, fetch);
        output.fetchFromEdge(
                requests, fetch.slice(), fetch.firstChunk(), fetch.chunkCount(), sealWanted);
    }

    /** Forgets fetches of slices that are complete or given up, and the oldest of too many. */
    private void forgetDone(IntMap<Fetch> fetches) {
        while (oldest <= requests) {
            Fetch fetch = fetches.get(oldest);
            if (fetch != null && open(fetch.slice())) {
                if (requests - oldest < FETCHES_MAX - 1) {
                    return;
                }
                buffer.expectFromEdge(fetch.slice(), false);
            }
            if (fetch != null) {
                fetches.remove(oldest);
            }
            oldest++;
        }
    }

    private boolean open(int slice) {
        return buffer.edgeExpected(slice) && !buffer.complete(slice);
    }

    /**
     * The edge did not send what request 0 (the stream) or another asked for.
     *
     * @return the slice that was asked for, 0 = the stream
     */
    int onFailed(long nowNanos, int request) {
        Fetch fetch = fetches == null ? null : fetches.get(request);
        if (fetches != null && fetch != null) {
            fetches.remove(request);
            buffer.expectFromEdge(fetch.slice(), false);
        } else if (request == 0) {
            streamFailed |= mask != 0;
            buffer.expectNothing();
        }
        retryNanos = suspended ? Time.NEVER : Math.min(retryNanos, nowNanos + RETRY_NANOS);
        return fetch == null ? 0 : fetch.slice();
    }

    /** Ends all that was asked for, and asks for nothing more; {@link #covered} is never true. */
    void suspend() {
        suspended = true;
        streamFailed = mask != 0;
        buffer.expectNothing();
        fetches = null;
        oldest = requests + 1;
        retryNanos = Time.NEVER;
        output.streamFromEdge(0, 0);
    }

    /** Asks for what is wanted now, at the next {@link #retry}. */
    void resume(long nowNanos) {
        suspended = false;
        retryNanos = nowNanos;
    }

    /** New media came from the edge. */
    void onMedia(long nowNanos) {
        if (silentNanos != Time.NEVER) {
            silentNanos = nowNanos + SILENT_NANOS;
        }
    }

    /** Returns whether the edge has been silent for too long; all of it is then asked again. */
    boolean silent(long nowNanos, boolean waiting) {
        if (!waiting) {
            silentNanos = Time.NEVER;
            return false;
        }
        if (silentNanos == Time.NEVER) {
            silentNanos = nowNanos + SILENT_NANOS;
        }
        if (silentNanos > nowNanos) {
            return false;
        }
        silentNanos = nowNanos + SILENT_NANOS;
        onFailed(nowNanos, 0);
        return true;
    }

    /**
     * Returns whether the index is to be asked now, at most every two seconds.
     *
     * @param wanted whether only the index can tell how to go on
     */
    boolean inquires(long nowNanos, boolean wanted) {
        boolean now = wanted && inquiredNanos <= nowNanos - INQUIRY_NANOS;
        inquiredNanos = now ? nowNanos : inquiredNanos;
        inquiryNanos = wanted ? inquiredNanos + INQUIRY_NANOS : Time.NEVER;
        return now;
    }

    /** Asks again after a failure; returns whether slices must be looked at anew. */
    boolean retry(long nowNanos, int playhead) {
        if (retryNanos > nowNanos) {
            return false;
        }
        retryNanos = Time.NEVER;
        if (streamFailed) {
            int again = mask;
            mask = 0;
            stream(again, playhead, playhead);
        }
        return true;
    }

    long nextDeadlineNanos() {
        return Math.min(inquiryNanos, Math.min(retryNanos, silentNanos));
    }
}
