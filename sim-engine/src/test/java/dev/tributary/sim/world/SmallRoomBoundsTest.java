package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In rooms that nobody tuned nothing exceeds the ceiling, and the ceiling is near what a maximum
 * flow between single viewers reaches; the first hundred of the five hundred of {@link BoundStudy}.
 */
@Tag("slow")
@Tag("model")
final class SmallRoomBoundsTest {
    private static final int ROOMS = 100;

    /** Of a round of sub-streams that is not over when the measurement ends, see docs/models.md. */
    private static final double SLACK = .01;

    private static final double NEAR = .03;

    @Test
    void ceilingsAreTrueAndTight() {
        List<BoundStudy.Row> rows =
                IntStream.rangeClosed(1, ROOMS).mapToObj(BoundStudy::room).toList();
        int near = 0;
        for (BoundStudy.Row row : rows) {
            String room = row.room() + ": " + SmallRoom.told(row.room());
            assertThat(row.measured().violations()).as(room).isEmpty();
            assertThat(row.sharing()).as(room).isLessThanOrEqualTo(row.bound() + SLACK);
            assertThat(row.under()).as(room).isGreaterThan(-1e-3);
            near += row.bound() - row.flow() <= NEAR ? 1 : 0;
        }
        assertThat(near).isGreaterThanOrEqualTo(ROOMS * 95 / 100);
    }
}
