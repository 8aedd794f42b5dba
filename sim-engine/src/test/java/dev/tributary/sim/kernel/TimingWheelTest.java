package dev.tributary.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel against a sorted map that knows nothing of slots. */
@Tag("slow")
class TimingWheelTest {
    private static final int OPERATIONS = 300_000;
    private static final int POOL = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithASortedMapUnderRandomOperations(long seed) {
        new Walk(seed, Mix.EVERYTHING).go(OPERATIONS);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void agreesWhenManyTasksMeetAtOneInstant(long seed) {
        new Walk(seed, Mix.BURSTS).go(OPERATIONS);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void agreesWhenTheClockStopsShortOfTheNextTask(long seed) {
        new Walk(seed, Mix.SHORT_BOUNDS).go(OPERATIONS);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void agreesWhenQuietSpellsEndInCrowds(long seed) {
        new Walk(seed, Mix.CROWDS).go(OPERATIONS);
    }

    @Test
    void crowdBehindAnOpenWindowComesBeforeIt() {
        TimingWheel wheel = new TimingWheel();
        long fiveHoursNanos = 18_000_000_000_000L;
        List<Probe> late = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            late.add(new Probe());
            wheel.add(late.get(i), fiveHoursNanos + 1_000_000_000L * (i + 1), 5);
        }
        assertThat(wheel.pollUpTo(fiveHoursNanos)).isNull();
        List<Probe> crowd = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            crowd.add(new Probe());
            wheel.add(crowd.get(i), 1_000_000_000L * (1 + i / 10), 5);
        }
        crowd.addAll(late);

        assertThat(drain(wheel)).containsExactlyElementsOf(crowd);
    }

    @Test
    void holdsTheFirstAndTheLastInstant() {
        TimingWheel wheel = new TimingWheel();
        Probe last = new Probe();
        Probe first = new Probe();
        wheel.add(last, Long.MAX_VALUE, 5);
        wheel.add(first, 0, 5);

        assertThat(wheel.pollUpTo(0)).isSameAs(first);
        assertThat(wheel.pollUpTo(Long.MAX_VALUE - 1)).isNull();
        assertThat(wheel.pollUpTo(Long.MAX_VALUE)).isSameAs(last);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void higherPriorityGoesFirstWithinAnInstantThenFirstCome() {
        TimingWheel wheel = new TimingWheel();
        List<Probe> probes = new ArrayList<>();
        for (int priority : new int[] {5, 1, 10, 5, 0, 11}) {
            Probe probe = new Probe();
            probes.add(probe);
            wheel.add(probe, 7, priority);
        }

        assertThat(drain(wheel))
                .containsExactly(
                        probes.get(5),
                        probes.get(2),
                        probes.get(0),
                        probes.get(3),
                        probes.get(1),
                        probes.get(4));
        assertThat(probes.get(2).getPriority()).isEqualTo((short) 10);
    }

    @Test
    void rearmToTheSameInstantWithAHigherPriorityTakesEffect() {
        TimingWheel wheel = new TimingWheel();
        Probe a = new Probe();
        Probe b = new Probe();
        wheel.add(a, 5_000_000, 5);
        wheel.add(b, 5_000_000, 5);
        wheel.rearm(b, 5_000_000, 6);

        assertThat(drain(wheel)).containsExactly(b, a);
    }

    @Test
    void pendingTaskCannotBeAddedAgainAndStaysWhereItWas() {
        TimingWheel wheel = new TimingWheel();
        Probe probe = new Probe();
        wheel.add(probe, 9, 5);

        assertThatThrownBy(() -> wheel.add(probe, 10, 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at=9ns");
        assertThat(wheel.size()).isEqualTo(1);
        assertThat(wheel.pollUpTo(9)).isSameAs(probe);
    }

    @Test
    void negativeTimeIsRefused() {
        assertThatThrownBy(() -> new TimingWheel().add(new Probe(), -1, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void taskOfAnotherWheelIsNotRemoved() {
        TimingWheel owner = new TimingWheel();
        TimingWheel stranger = new TimingWheel();
        Probe probe = new Probe();
        owner.add(probe, 9, 5);

        assertThatThrownBy(() -> stranger.cancel(probe)).isInstanceOf(IllegalStateException.class);
        owner.firstUpTo(9);
        assertThatThrownBy(() -> stranger.cancel(probe)).isInstanceOf(IllegalStateException.class);
        assertThat(owner.cancel(probe)).isTrue();
        assertThat(owner.cancel(probe)).isFalse();
    }

    @Test
    void clearFreesTheTasksInSlotsWindowAndHeap() {
        TimingWheel wheel = new TimingWheel();
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            probes.add(new Probe());
            wheel.add(probes.get(i), i < 10 ? i : i * 1_000_000_000L, 5);
        }
        wheel.pollUpTo(0);
        probes.add(new Probe());
        wheel.add(probes.get(100), 0, 5);
        wheel.clear();

        assertThat(wheel.size()).isZero();
        assertThat(probes).noneMatch(SimTask::isScheduled);
        probes.forEach(probe -> wheel.add(probe, 3, 5));
        assertThat(drain(wheel)).containsExactlyElementsOf(probes);
    }

    @Test
    void hundredsOfThousandsAtOneInstantAreNotQuadratic() {
        TimingWheel wheel = new TimingWheel();
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            probes.add(new Probe());
            wheel.add(probes.get(i), 1_000_000, 5);
        }
        for (int i = 0; i < probes.size(); i += 2) {
            wheel.cancel(probes.get(i));
        }

        List<SimTask> drained = drain(wheel);
        assertThat(drained).hasSize(200_000);
        for (int i = 0; i < drained.size(); i++) {
            assertThat(drained.get(i) == probes.get(2 * i + 1)).isTrue();
        }
    }

    private static List<SimTask> drain(TimingWheel wheel) {
        List<SimTask> drained = new ArrayList<>();
        for (SimTask t = wheel.pollUpTo(Long.MAX_VALUE);
                t != null;
                t = wheel.pollUpTo(Long.MAX_VALUE)) {
            drained.add(t);
        }
        return drained;
    }

    private enum Mix {
        EVERYTHING,
        BURSTS,
        SHORT_BOUNDS,
        CROWDS
    }

    private record Key(long timeNanos, int priority, long order) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTime = Long.compare(timeNanos, other.timeNanos);
            int byPriority = Integer.compare(other.priority, priority);
            int byOrder = Long.compare(order, other.order);
            return byTime != 0 ? byTime : byPriority != 0 ? byPriority : byOrder;
        }
    }

    private static final class Probe extends SimTask {
        private Key key;

        @Override
        public void run() {}
    }

    /** A random walk over wheel and map together. */
    private static final class Walk {
        private final RandomStream random;
        private final RandomTimes times;
        private final Mix mix;
        private final TimingWheel wheel = new TimingWheel();
        private final TreeMap<Key, Probe> expected = new TreeMap<>();
        private final Probe[] pool = new Probe[POOL];
        private long nowNanos;
        private long order;

        Walk(long seed, Mix mix) {
            random = new RandomStream(seed);
            times = new RandomTimes(random);
            this.mix = mix;
            for (int i = 0; i < POOL; i++) {
                pool[i] = new Probe();
            }
        }

        void go(int operations) {
            boolean growing = true;
            for (int i = 0; i < operations; i++) {
                if (random.nextInt(5_000) == 0) {
                    growing = random.nextBoolean();
                }
                int choice = random.nextInt(100);
                Probe probe = pool[random.nextInt(POOL)];
                if (choice < (growing ? 45 : 15)) {
                    add(probe);
                } else if (choice < (growing ? 55 : 25)) {
                    cancel(probe);
                } else if (choice < (growing ? 70 : 35)) {
                    rearm(probe);
                } else {
                    poll();
                }
                assertThat(wheel.size()).isEqualTo(expected.size());
                // Most of the walk should happen at times that a simulation sees.
                if (nowNanos > 1L << 55 && random.nextInt(1_000) == 0) {
                    clear();
                }
            }
            checkVisited();
            while (!expected.isEmpty()) {
                pollExpected(wheel.pollUpTo(Long.MAX_VALUE));
            }
            assertThat(wheel.pollUpTo(Long.MAX_VALUE)).isNull();
        }

        private void add(Probe probe) {
            if (!probe.isScheduled()) {
                probe.key = new Key(time(), priority(), order++);
                wheel.add(probe, probe.key.timeNanos, probe.key.priority);
                expected.put(probe.key, probe);
            }
            if (mix == Mix.CROWDS && random.nextInt(2_000) == 0) {
                // Everything but one task leaves, its wide window opens, and a crowd comes.
                for (int i = 1; i < POOL; i++) {
                    cancel(pool[i]);
                }
                wheel.firstUpTo(Long.MAX_VALUE);
                for (int i = 1; i < 2_000; i++) {
                    rearm(pool[i]);
                }
            }
        }

        private void cancel(Probe probe) {
            boolean pending = expected.remove(key(probe), probe);
            assertThat(wheel.cancel(probe)).isEqualTo(pending);
            probe.key = null;
        }

        private void rearm(Probe probe) {
            expected.remove(key(probe), probe);
            long timeNanos = time();
            if (probe.isScheduled() && random.nextBoolean()) {
                timeNanos = RandomTimes.plus(probe.timeNanos(), random.nextLong(3));
            }
            probe.key = new Key(Math.max(timeNanos, nowNanos), priority(), order++);
            wheel.rearm(probe, probe.key.timeNanos, probe.key.priority);
            expected.put(probe.key, probe);
        }

        private void poll() {
            long boundNanos = Long.MAX_VALUE;
            if (mix == Mix.SHORT_BOUNDS || random.nextInt(8) == 0) {
                boundNanos = RandomTimes.plus(nowNanos, random.nextLong(1L << random.nextInt(40)));
            }
            if (expected.isEmpty() || expected.firstKey().timeNanos > boundNanos) {
                assertThat(wheel.pollUpTo(boundNanos)).isNull();
                if (mix == Mix.SHORT_BOUNDS && random.nextInt(20) == 0) {
                    crowdBefore(boundNanos);
                } else if (boundNanos != Long.MAX_VALUE) {
                    nowNanos = boundNanos;
                }
                return;
            }
            assertThat(wheel.firstUpTo(boundNanos)).isSameAs(expected.firstEntry().getValue());
            pollExpected(wheel.pollUpTo(boundNanos));
        }

        /** The wheel may have gone ahead up to the bound; the clock has not. */
        private void crowdBefore(long boundNanos) {
            long spanNanos = Math.max(1, boundNanos - nowNanos);
            for (int i = 0; i < 400; i++) {
                Probe probe = pool[random.nextInt(POOL)];
                expected.remove(key(probe), probe);
                long timeNanos = RandomTimes.plus(nowNanos, random.nextLong(spanNanos));
                probe.key = new Key(timeNanos, priority(), order++);
                wheel.rearm(probe, probe.key.timeNanos, probe.key.priority);
                expected.put(probe.key, probe);
            }
        }

        private void pollExpected(SimTask polled) {
            Probe probe = expected.pollFirstEntry().getValue();
            assertThat(polled == probe).isTrue();
            assertThat(probe.timeNanos()).isEqualTo(probe.key.timeNanos);
            assertThat(probe.isScheduled()).isFalse();
            nowNanos = probe.timeNanos();
            probe.key = null;
        }

        private void clear() {
            wheel.clear();
            expected.values().forEach(probe -> probe.key = null);
            expected.clear();
            nowNanos = 0;
        }

        private void checkVisited() {
            Set<SimTask> visited = new HashSet<>();
            wheel.forEach(visited::add);
            assertThat(visited.size()).isEqualTo(expected.size());
            assertThat(visited.containsAll(expected.values())).isTrue();
        }

        private Key key(Probe probe) {
            return probe.key == null ? new Key(-1, 0, 0) : probe.key;
        }

        private int priority() {
            return random.nextInt(4) == 0 ? random.nextInt(0, 11) : 5;
        }

        private long time() {
            return times.next(nowNanos, mix == Mix.BURSTS ? 3 : RandomTimes.KINDS);
        }
    }
}
