package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is refused is counted each time, and said once a minute. */
final class RefusalsTest {
    private long nowNanos;
    private final Refusals refusals =
            new Refusals("origin", new SimpleMeterRegistry(), () -> nowNanos);

    @Test
    void reasonIsSaidOnceAMinuteWithTheNumberSince() {
        refusals.explain("unknown", "ask for another");
        try (Said said = new Said(Refusals.class)) {
            for (int second = 0; second < 150; second++) {
                refusals.count("odd", null, "stream s");
                refusals.count("odd", null, "stream s");
                if (second % 100 == 0) {
                    refusals.count("unknown", Services.loopback(), null);
                }
                nowNanos += TimeUnit.SECONDS.toNanos(1);
            }
            assertThat(said.lines())
                    .containsExactly(
                            "WARN origin: refused odd (1 since the last line) from -: stream s",
                            "WARN origin: refused unknown (1 since the last line) from 127.0.0.x:"
                                    + " -; ask for another",
                            "WARN origin: refused odd (120 since the last line) from -: stream s",
                            "WARN origin: refused unknown (1 since the last line) from 127.0.0.x:"
                                    + " -; ask for another",
                            "WARN origin: refused odd (120 since the last line) from -: stream s");
            assertThat(refusals.count("odd")).isEqualTo(300);
            assertThat(refusals.count("unknown")).isEqualTo(2);
        }
    }
}
