package dev.tributary.core.peer;

import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A viewer's chunk maps; here, in the package of {@link SliceBuffer}, because nobody else sees it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkMapBenchmark {
    private static final int BUFFER_MILLIS = 10_000;
    private static final int SLICE_BYTES = 325_000;
    private static final int SLICES = 4_096;
    private static final int RUNS_MAX = 64;

    /** Chunks of a message, whole blocks; 0 = whole slices. */
    @Param({"15", "60", "0"})
    public int frameChunks;

    private Data[] messages;
    private SliceBuffer buffer;
    private SliceBuffer holed;
    private int next;

    /** Prepares slices cut into messages, and a slice of which every other message is missing. */
    @Setup
    public void build() {
        SliceHeader first = header(1);
        int frame = frameChunks == 0 ? first.chunks() : frameChunks;
        int perSlice = (first.chunks() + frame - 1) / frame;
        messages = new Data[perSlice * SLICES];
        holed = new SliceBuffer(new MediaLayout(MediaLayout.SECOND, 6), BUFFER_MILLIS);
        for (int i = 0; i < messages.length; i++) {
            SliceHeader header = header(1 + i / perSlice);
            int from = i % perSlice * frame;
            int chunks = Math.min(frame, header.chunks() - from);
            Payload payload = Payload.ofLength(header.bytes(from, chunks));
            Seal seal = from == 0 ? Seal.ofLength(header) : null;
            messages[i] = new Data(header, from, chunks, 1, seal, payload);
            if (i < perSlice && i % 2 == 0) {
                holed.add(messages[i]);
            }
        }
        buffer = new SliceBuffer(new MediaLayout(MediaLayout.SECOND, 6), BUFFER_MILLIS);
    }

    private static SliceHeader header(int slice) {
        return new SliceHeader(slice, slice * 1_000L, 1_000, SLICE_BYTES, 1);
    }

    /** Takes one message in; begins anew after {@value #SLICES} slices. */
    @Benchmark
    public int add() {
        if (next == messages.length) {
            next = 0;
            buffer = new SliceBuffer(new MediaLayout(MediaLayout.SECOND, 6), BUFFER_MILLIS);
        }
        return buffer.add(messages[next++]);
    }

    /** Lists the holes of a slice that is half here. */
    @Benchmark
    public List<ChunkRun> missingRuns() {
        return holed.missingRuns(1, RUNS_MAX);
    }
}
