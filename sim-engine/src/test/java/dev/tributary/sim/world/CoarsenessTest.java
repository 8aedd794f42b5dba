package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.room.RoomSettings;
import org.junit.jupiter.api.Test;

final class CoarsenessTest {
    private static final String WHOLE = "protocol.granularity=slice";

    private static Coarseness of(String name, String... overrides) {
        return Coarseness.of(Rooms.library(name, Rooms.join(new String[] {WHOLE}, overrides)));
    }

    private static int chunks(String name, String... overrides) {
        return Coarseness.settled(Rooms.library(name, overrides)).room().upload().frameChunks();
    }

    @Test
    void aSliceTakesItsBitsAtTheRateOfThePath() {
        String[] path = {
            "network.rtt.fixed=100 ms", "network.loss.crossIsp=1.5 %", "network.loss.sameIsp=1.5 %"
        };
        // Mathis: 1200 B per 100 ms, times sqrt(1.5 / 0.015) = 10: 960 kbit/s.
        assertThat(of("douyu-six", path).messageSeconds()).isCloseTo(2_500 / 960.0, within(0.001));
    }

    /** Every viewer of an ideal line feeds twelve, of the five that each needs to be fed by. */
    @Test
    void supplyIsWhatSeedsCanFeedForEachWhoNeedsIt() {
        Coarseness ideal = of("douyu-ideal-three", "protocol.subStreams=6");
        assertThat(ideal.supply()).isCloseTo(12 / 5.0, within(0.001));
        String nobody = "network.nat={SYM: 100 %}";
        assertThat(of("douyu-six", nobody, "network.ipv6=0 %").supply()).isZero();
    }

    @Test
    void wholeSlicesAreFineInChinaAndMisleadAroundTheWorld() {
        assertThat(of("douyu-six").harmless()).isTrue();
        assertThat(of("douyu-six", "network.preset=global").harmless()).isFalse();
        assertThat(of("cdn-only", "network.preset=global").harmless()).isTrue();
        assertThat(Coarseness.of(Rooms.library("lab-slow-uplinks")).harmless())
                .as("in frames")
                .isTrue();
    }

    @Test
    void eachReasonIsSaidByItself() {
        assertThat(of("douyu-six").why()).isEmpty();
        assertThat(of("douyu-six", "protocol.relayDepth=2").why()).startsWith("media crosses");
        assertThat(of("random-push").why()).startsWith("media crosses");
        assertThat(of("douyu-six", "network.loss.crossIsp=3 %").why()).startsWith("a message");
        assertThat(of("douyu-six", "network.variation.wifi=0.6").why())
                .isEqualTo("they were not tried with network.variation");
        assertThat(of("douyu-six", "network.interProvider=1 Gbps").why()).endsWith("interProvider");
        assertThat(of("douyu-six", "protocol.slice=900 ms").why()).endsWith("protocol.slice");
        assertThat(of("douyu-six", "protocol.subStreams=12").why()).startsWith("the seeds");
    }

    @Test
    void whoLeavesTheChoiceIsToldOfWholeSlices() {
        String slow = "network.loss.crossIsp=3 %";
        assertThat(Coarseness.of(Rooms.library("douyu-six", slow)))
                .isEqualTo(of("douyu-six", slow));
    }

    @Test
    void whoLeavesTheChoiceGetsSlicesOnlyWhereTheyAreHarmless() {
        assertThat(chunks("douyu-six")).isGreaterThan(RoomSettings.BLOCK_CHUNKS);
        assertThat(chunks("douyu-six", "network.preset=global")).isEqualTo(15);
        assertThat(chunks("douyu-six", "protocol.relayDepth=2")).isEqualTo(15);
        assertThat(chunks("random-push")).isEqualTo(15);
        assertThat(chunks("random-push", WHOLE)).as("asked for").isGreaterThan(15);
        assertThat(chunks("douyu-six", "protocol.granularity=60")).isEqualTo(60);
    }
}
