package dev.tributary.bench;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import java.util.ArrayList;
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

/** Encoding and decoding of a small, a listing and a media message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private static final int FRAME_CHUNKS = 15;

    /** Which message. */
    @Param({"subscribe", "assign", "data"})
    public String message;

    private Message value;
    private byte[] encoded;
    private final byte[] target = new byte[1 << 16];

    /** Builds the message. */
    @Setup
    public void build() {
        value =
                switch (message) {
                    case "subscribe" -> new Subscribe(3, 123_456);
                    case "assign" -> assign();
                    default -> data();
                };
        encoded = MessageCodec.encode(value);
    }

    private static Assign assign() {
        List<Slot> slots = new ArrayList<>();
        for (int k = 1; k < 6; k++) {
            slots.add(new Slot(k, 1_000 + k, 2_000 + k));
        }
        return new Assign(0, slots);
    }

    private static Data data() {
        SliceHeader header = new SliceHeader(123_456, 128_394_240L, 1_040, 325_000, 1);
        int bytes = header.bytes(30, FRAME_CHUNKS);
        return new Data(header, 30, FRAME_CHUNKS, 1, null, Payload.ofLength(bytes));
    }

    /** Writes into an array that exists. */
    @Benchmark
    public int encode() {
        return MessageCodec.encode(value, target, 0);
    }

    /** Reads a new message. */
    @Benchmark
    public Message decode() throws MalformedMessageException {
        return MessageCodec.decode(encoded, 0, encoded.length);
    }
}
