package dev.tributary.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.Said;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upstream that fails says why, once, and one that recovers says so. */
final class UpstreamsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Said said = new Said(Upstreams.class);
    private long nowNanos;
    private final Upstreams.One one = new Upstreams("edge", registry, () -> nowNanos).add("x");

    @AfterEach
    void close() {
        said.close();
    }

    private void fail(String reason, int times) {
        for (int i = 0; i < times; i++) {
            nowNanos += TimeUnit.SECONDS.toNanos(2);
            one.failed(reason, 2_000);
        }
    }

    private double down() {
        return registry.get("tributary.pulls.down").gauge().value();
    }

    @Test
    void eachReasonIsSaidOnceAndTheRecoveryToo() {
        one.works();
        fail("status 404", 30);
        fail("no connection", 5);
        fail("status 404", 5);
        assertThat(said.lines()).hasSize(2);
        assertThat(said.lines().get(0)).startsWith("WARN edge: cannot follow x: status 404; ");
        assertThat(said.lines().get(1)).contains("no connection");
        assertThat(down()).isEqualTo(1);
        one.works();
        one.works();
        assertThat(said.lines())
                .hasSize(3)
                .last()
                .isEqualTo("INFO edge: follows x after 78 s and 40 attempts");
        assertThat(down()).isZero();
        assertThat(registry.get("tributary.pulls.failed").counter().count()).isEqualTo(40);
    }

    @Test
    void whoFollowsNothingHasNoneDown() {
        MeterRegistry alone = new SimpleMeterRegistry();
        WeakReference<Upstreams> gone =
                new WeakReference<>(new Upstreams("origin", alone, () -> nowNanos));
        for (int i = 0; i < 20 && gone.get() != null; i++) {
            System.gc();
        }
        assertThat(alone.get("tributary.pulls.down").gauge().value()).isZero();
    }

    @Test
    void whatFlapsSaysItOnceAMinute() {
        for (int i = 0; i < 90; i++) {
            fail("the stream ended", 1);
            one.works();
        }
        assertThat(said.lines()).as("three minutes").hasSizeBetween(6, 8);
    }

    @Test
    void reasonsOfTheUpstreamsWordingAreBounded() {
        for (int i = 0; i < 1_000; i++) {
            fail("reason " + i, 1);
        }
        assertThat(said.lines()).hasSize(16);
    }
}
