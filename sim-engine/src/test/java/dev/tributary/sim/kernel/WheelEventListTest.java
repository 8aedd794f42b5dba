package dev.tributary.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import nl.tudelft.simulation.dsol.eventlists.RedBlackTree;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.LambdaSimEvent;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel behind DSOL's interface, against DSOL's own list. */
class WheelEventListTest {
    private final WheelEventList list = new WheelEventList();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheListOfDsol(long seed) {
        RandomStream random = new RandomStream(seed);
        RedBlackTree<Long> expected = new RedBlackTree<>();
        List<SimEventInterface<Long>> constructed = new ArrayList<>();
        long nowNanos = 0;
        for (int i = 0; i < 20_000; i++) {
            long timeNanos = nowNanos + random.nextLong(20);
            short priority = (short) random.nextInt(4, 6);
            constructed.add(new LambdaSimEvent<>(timeNanos, priority, () -> {}));
            // Often an event is scheduled long after its construction.
            SimEventInterface<Long> event = constructed.get(random.nextInt(constructed.size()));
            if (expected.contains(event)) {
                assertThat(list.contains(event)).isTrue();
                expected.remove(event);
                assertThat(list.remove(event)).isTrue();
                assertThat(list.remove(event)).isFalse();
            } else if (event.getAbsoluteExecutionTime() >= nowNanos) {
                expected.add(event);
                list.add(event);
            }
            assertThat(list.first()).isSameAs(expected.first());
            if (random.nextInt(3) == 0 && !expected.isEmpty()) {
                nowNanos = expected.first().getAbsoluteExecutionTime();
                assertThat(list.removeFirst()).isSameAs(expected.removeFirst());
            }
            assertThat(list.size()).isEqualTo(expected.size());
        }
        assertThat(list).containsExactlyElementsOf(expected);
        list.clear();
        assertThat(list.isEmpty()).isTrue();
        assertThat(list.first()).isNull();
        assertThat(list.removeFirst()).isNull();
    }

    @Test
    void eventCannotBeScheduledTwice() {
        SimEventInterface<Long> event = new LambdaSimEvent<>(7L, () -> {});
        list.add(event);

        assertThatThrownBy(() -> list.add(event)).isInstanceOf(IllegalStateException.class);
        assertThat(list.size()).isEqualTo(1);
    }

    @Test
    void taskIsAddedByTheSimulatorOnlyButMayBeRemovedHere() {
        SimTask task = FastSimulatorTest.task(() -> {});

        assertThatThrownBy(() -> list.add(task)).isInstanceOf(IllegalArgumentException.class);
        list.pending.tasks.add(task, 3, 5);
        assertThat(list.contains(task)).isTrue();
        assertThat(list).containsExactly(task);
        assertThat(list.first()).isSameAs(task).hasToString("SimTask");
        assertThat(task.getAbsoluteExecutionTime()).isEqualTo(3L);
        assertThat(list.remove(task)).isTrue();
        assertThat(list.contains(task)).isFalse();
    }

    @Test
    void postedEventIsShownAsACopy() {
        List<Long> received = new ArrayList<>();
        SimTask task = FastSimulatorTest.task(() -> {});
        list.pending.post(4_000_000_000L, (data, content) -> received.add(data), 8, null);
        list.pending.post(3, (data, content) -> received.add(data), 7, null);
        list.pending.tasks.add(task, 3, 5);

        assertThat(list.size()).isEqualTo(3);
        SimEventInterface<Long> first = list.first();
        assertThat(first.getAbsoluteExecutionTime()).isEqualTo(3L);
        assertThat(first.getPriority()).isEqualTo(SimEventInterface.NORMAL_PRIORITY);
        assertThat(list.contains(first)).isFalse();
        assertThat(list.remove(first)).isFalse();
        assertThat(list.size()).isEqualTo(3);
        assertThat(list)
                .extracting(SimEventInterface::getAbsoluteExecutionTime)
                .containsExactly(3L, 3L, 4_000_000_000L);
        list.removeFirst().execute();
        assertThat(received).containsExactly(7L);
        assertThat(list.removeFirst()).isSameAs(task);
        list.removeFirst().execute();
        assertThat(received).containsExactly(7L, 8L);
        assertThat(list.isEmpty()).isTrue();
    }
}
