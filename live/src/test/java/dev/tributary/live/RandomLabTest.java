package dev.tributary.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomLabTest {
    private static final Path BASE = Path.of("../scenarios/library", RandomLab.BASE + ".yaml");

    private static Scenario room(int seed, int number) throws Exception {
        return ScenarioReader.read(BASE, RandomLab.room(seed, number));
    }

    @Test
    void everyRoomIsAScenarioThatTheMachineCarries() throws Exception {
        for (int number = 1; number <= 300; number++) {
            Scenario room = room(7, number);
            assertThat(room.viewersMax()).as("room %d", number).isBetween(8L, 100L);
            assertThat(room.viewersMax() * room.room().bitrateKbps())
                    .as("room %d", number)
                    .isBetween(8L * 400, 60_000L);
        }
    }

    @Test
    void aNumberIsTheSameRoomForEver() {
        assertThat(RandomLab.room(1, 1)).isEqualTo(RandomLab.room(1, 1));
        assertThat(RandomLab.room(1, 1))
                .contains(
                        "audience.viewers=13",
                        "stream.bitrate=0.40 Mbps",
                        "audience.ramp=10 s",
                        "run.seed=39396");
    }

    @Test
    void roomsDiffer() {
        Set<List<String>> rooms = new HashSet<>();
        for (int seed = 1; seed <= 10; seed++) {
            for (int number = 1; number <= 30; number++) {
                rooms.add(RandomLab.room(seed, number));
            }
        }
        assertThat(rooms).hasSize(300);
    }
}
