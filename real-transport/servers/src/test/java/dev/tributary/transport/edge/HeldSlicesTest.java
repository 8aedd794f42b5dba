package dev.tributary.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.http.Said;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.seal.SliceSealer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams that take much of the heap are named once, while there is some left. */
final class HeldSlicesTest {
    private static final int SLICE = 1 << 20;
    private static final StreamKey SMALL = new StreamKey(0, 1);
    private static final StreamKey LARGE = new StreamKey(0, 2);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SliceSealer sealer =
            new SliceSealer(LARGE, OriginKeys.generate(new SecureRandom()));
    private final Map<StreamKey, EdgeStream> streams = new LinkedHashMap<>();

    HeldSlicesTest() {
        EdgeMeters meters = new EdgeMeters("edge", registry);
        streams.put(SMALL, new EdgeStream(meters));
        streams.put(LARGE, new EdgeStream(meters));
    }

    private void publish(StreamKey key, int number) {
        streams.get(key).publish(EdgeBed.stored(sealer, number, SLICE));
    }

    private double gauge() {
        return registry.get("tributary.edge.held.bytes").gauge().value();
    }

    @Test
    void streamThatTakesMuchOfTheHeapIsNamedOnce() {
        HeldSlices held = new HeldSlices("edge", 20L * SLICE, registry);
        try (Said said = new Said(HeldSlices.class)) {
            publish(SMALL, 1);
            for (int number = 1; number <= 8; number++) {
                publish(LARGE, number);
                held.look(streams);
            }
            assertThat(said.lines()).isEmpty();
            for (int number = 9; number <= 12; number++) {
                publish(LARGE, number);
                held.look(streams);
            }
            assertThat(said.lines())
                    .containsExactly(
                            "WARN edge: the slices of 2 stream(s) hold 10 MiB of a heap of 20 MiB,"
                                    + " stream 00000000000000000000000000000002 alone 9 MiB; a"
                                    + " stream takes its bit rate times 64 s in the end: give the"
                                    + " JVM three times that (-Xmx)");
        }
    }

    @Test
    void whatIsGoneIsHeldNoLonger() {
        HeldSlices held = new HeldSlices("edge", Long.MAX_VALUE, registry);
        for (int number = 1; number <= 3 * SliceStore.SECONDS; number++) {
            streams.get(LARGE).publish(EdgeBed.stored(sealer, number, 10_000));
        }
        held.look(streams);
        assertThat(gauge()).isBetween(64 * 10_000.0, 64 * 10_500.0);
        streams.get(LARGE).publish(EdgeBed.stored(sealer, 1_000, 10_000));
        held.look(streams);
        assertThat(gauge()).isBetween(10_000.0, 10_500.0);
        streams.get(LARGE).reset();
        held.look(streams);
        assertThat(gauge()).isZero();
    }
}
