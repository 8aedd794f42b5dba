package dev.tributary.transport.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A share of what {@link RtmpFuzz} runs as a program. */
final class RtmpFuzzTest {
    @Test
    void nothingButARefusalComesOfHostileBytes() {
        RtmpFuzz fuzz = new RtmpFuzz(1);
        for (int i = 0; i < 20_000; i++) {
            fuzz.execute();
        }
        assertThat(fuzz.malformed).isGreaterThan(5_000);
        assertThat(fuzz.asked).isGreaterThan(5_000);
        assertThat(fuzz.tags).isGreaterThan(5_000);
        assertThat(fuzz.odd).isGreaterThan(500);
    }
}
