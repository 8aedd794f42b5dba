package dev.tributary.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.Rooms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperienceTest {
    /** One answer, bytes 0 = it did not come. */
    private record Answer(long tookNanos, int bytes) {}

    private static List<Answer> answers(Choices c) {
        List<Answer> answers = new ArrayList<>();
        int length = c.between(1, 100);
        for (int i = 0; i < length; i++) {
            answers.add(
                    new Answer(c.between(0, Long.MAX_VALUE / 2), c.between(0, Integer.MAX_VALUE)));
        }
        return answers;
    }

    @Test
    void whateverComesTheFiguresStayInTheirBounds() {
        Property.of("answers", ExperienceTest::answers)
                .holds(
                        answers -> {
                            Experience experience = new Experience();
                            int came = 0;
                            for (Answer answer : answers) {
                                if (answer.bytes == 0) {
                                    experience.failed(63);
                                } else {
                                    experience.came(63, answer.tookNanos, answer.bytes);
                                    came++;
                                }
                            }
                            assertThat(experience.answers(63)).isEqualTo(answers.size());
                            assertThat(experience.successPermille(63)).isBetween(0, 1_000);
                            assertThat(experience.serviceMillis(63))
                                    .isBetween(came > 0 ? 1 : 0, 60_000);
                            assertThat(experience.goodputKbps(63)).isBetween(0, 1_000_000);
                            assertThat(experience.answers(62)).as("the neighbour's").isZero();
                        });
    }

    @Test
    void successFollowsTheLastAnswersByAFifthEach() {
        Experience experience = new Experience();
        assertThat(experience.successPermille(5)).as("before the first").isEqualTo(1_000);
        experience.failed(5);
        assertThat(experience.successPermille(5)).isEqualTo(800);
        for (int i = 0; i < 40; i++) {
            experience.failed(5);
        }
        assertThat(experience.successPermille(5)).isLessThan(10);
        for (int i = 0; i < 40; i++) {
            experience.came(5, 100 * Rooms.MILLI, 30_000);
        }

        assertThat(experience.successPermille(5)).isGreaterThan(990);
        assertThat(experience.serviceMillis(5)).isEqualTo(100);
        assertThat(experience.goodputKbps(5)).isEqualTo(2_400);
    }

    @Test
    void whoRefusedIsSparedForHalfASecond() {
        Experience experience = new Experience();
        assertThat(experience.spared(0, 1)).isFalse();
        experience.refused(Rooms.SECOND, 1);
        assertThat(experience.spared(Rooms.SECOND, 1)).isTrue();
        assertThat(experience.spared(1_500 * Rooms.MILLI - 1, 1)).isTrue();
        assertThat(experience.spared(1_500 * Rooms.MILLI, 1)).isFalse();
        experience.refused(2 * Rooms.SECOND, 1);
        experience.forget(1);

        assertThat(experience.spared(2 * Rooms.SECOND, 1)).as("another viewer").isFalse();
        assertThat(experience.answers(1)).isZero();
    }
}
