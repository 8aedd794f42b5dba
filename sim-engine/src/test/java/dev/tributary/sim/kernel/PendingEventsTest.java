package dev.tributary.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks and posted events together, against a sorted map. */
@Tag("slow")
class PendingEventsTest {
    private static final int OPERATIONS = 300_000;
    private static final int POOL = 5_000;
    private static final int RECEIVERS = 3;

    private final PendingEvents pending = new PendingEvents();
    private final List<Long> received = new ArrayList<>();
    private final EventReceiver receiver = (data, content) -> received.add(data);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreeWithASortedMapUnderRandomOperations(long seed) {
        new Walk(seed, 8, false).go();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void agreeWhenManyMeetAtOneInstant(long seed) {
        new Walk(seed, 3, false).go();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void agreeWhenTheClockStopsShortOfTheNextEvent(long seed) {
        new Walk(seed, 8, true).go();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 65, 5_000, 200_000})
    void eventsOfOneSlotAreSortedByTimeThenByOrderOfPosting(int count) {
        RandomStream random = new RandomStream(count);
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // All within a slot of 2^19 ns, ties included.
            long nanos = 5_000 * 524_288L + random.nextLong(1 + Math.min(count, 524_287));
            pending.post(nanos, receiver, nanos << 18 | i, null);
            expected.add(nanos << 18 | i);
        }
        expected.sort(null);
        deliverAll();

        assertThat(received).isEqualTo(expected);
    }

    @Test
    void everyEventKeepsItsReceiverAndContentWhenTheSlotStopsSharing() {
        EventReceiver other = (data, content) -> received.add(-data - ((String) content).length());
        for (int i = 0; i < 1_000; i++) {
            // Near and far slots, each of one receiver first.
            long nanos = i % 2 == 0 ? 1_000 : 40_000_000_000_000L;
            if (i < 700) {
                pending.post(nanos, receiver, i, null);
            } else {
                pending.post(nanos, other, i, "abc");
            }
        }
        deliverAll();

        List<Long> expected = new ArrayList<>();
        for (int parity = 0; parity < 2; parity++) {
            for (long i = parity; i < 1_000; i += 2) {
                expected.add(i < 700 ? i : -i - 3);
            }
        }
        assertThat(received).isEqualTo(expected);
    }

    @Test
    void holdTheFirstAndTheLastInstant() {
        pending.post(Long.MAX_VALUE, receiver, 2, null);
        pending.post(0, receiver, 1, null);

        assertThat(pending.findFirst(0)).isZero();
        pending.executeFirst();
        assertThat(pending.findFirst(Long.MAX_VALUE - 1)).isEqualTo(PendingEvents.NONE);
        assertThat(pending.findFirst(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        pending.executeFirst();
        assertThat(received).containsExactly(1L, 2L);
        assertThat(pending.size()).isZero();
    }

    @Test
    void negativeTimeIsRefused() {
        assertThatThrownBy(() -> pending.post(-1, receiver, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(pending.size()).isZero();
    }

    @Test
    void contentIsLetGoOfOnceDelivered() {
        List<WeakReference<Object>> contents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Object content = new byte[] {1};
            contents.add(new WeakReference<>(content));
            // In order, out of order, far, and late.
            long nanos = i < 100 ? 7 : i < 200 ? 2_000_000 - i : 1L << (i / 8);
            pending.post(nanos, receiver, i, content);
        }
        deliverAll();
        pending.post(0, receiver, 0, contents);
        deliverAll();
        for (int i = 0; i < 50 && contents.stream().anyMatch(c -> c.get() != null); i++) {
            System.gc();
        }

        assertThat(received).hasSize(301);
        assertThat(contents).allMatch(content -> content.get() == null);
    }

    @Test
    void memoryOfDeliveredEventsIsUsedAgain() {
        long[] allocatedBytes = new long[2];
        EventReceiver again =
                new EventReceiver() {
                    @Override
                    public void receive(long data, Object content) {
                        long slot = data / 100;
                        if (data % 100 == 0 && slot % 1_000 == 0) {
                            allocatedBytes[(int) (slot / 1_000) % 2] = ThreadUsage.allocatedBytes();
                        }
                        if (slot < 2_000) {
                            // Out of order, and often into a far slot.
                            long nanos = (slot + 1) * 70_000_000 - data % 100;
                            pending.post(nanos, this, data + 100, "content");
                        }
                    }
                };
        for (int i = 0; i < 100; i++) {
            pending.post(i, again, i, null);
        }
        deliverAll();

        // 100,000 events lie between; a chunk that is not given back costs 256 bytes or more.
        assertThat(allocatedBytes[0] - allocatedBytes[1]).isBetween(0L, 100_000L);
    }

    private void deliverAll() {
        while (pending.findFirst(Long.MAX_VALUE) != PendingEvents.NONE) {
            pending.executeFirst();
        }
        assertThat(pending.size()).isZero();
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

    /** A random walk over both lists and a map together. */
    private static final class Walk {
        private final RandomStream random;
        private final RandomTimes times;
        private final int delayKinds;
        private final boolean shortBounds;
        private final PendingEvents pending = new PendingEvents();
        private final TreeMap<Key, Object> expected = new TreeMap<>();
        private final Probe[] pool = new Probe[POOL];
        private final List<Addressee> addressees = new ArrayList<>();
        private long nowNanos;
        private long order;
        private Object happened;

        Walk(long seed, int delayKinds, boolean shortBounds) {
            random = new RandomStream(seed);
            times = new RandomTimes(random);
            this.delayKinds = delayKinds;
            this.shortBounds = shortBounds;
            for (int i = 0; i < POOL; i++) {
                pool[i] = new Probe();
            }
            for (int i = 0; i < RECEIVERS; i++) {
                addressees.add(new Addressee(i));
            }
        }

        /** What a posted event must come with. */
        private record Letter(int receiver, long data, Object content) {}

        private final class Probe extends SimTask {
            private Key key;

            @Override
            public void run() {
                happened = this;
            }
        }

        private final class Addressee implements EventReceiver {
            private final int number;

            Addressee(int number) {
                this.number = number;
            }

            @Override
            public void receive(long data, Object content) {
                happened = new Letter(number, data, content);
            }
        }

        void go() {
            boolean growing = true;
            for (int i = 0; i < OPERATIONS; i++) {
                if (random.nextInt(5_000) == 0) {
                    growing = random.nextBoolean();
                }
                int choice = random.nextInt(100);
                Probe probe = pool[random.nextInt(POOL)];
                if (choice < (growing ? 45 : 15)) {
                    post();
                } else if (choice < (growing ? 52 : 20)) {
                    add(probe);
                } else if (choice < (growing ? 57 : 25)) {
                    cancel(probe);
                } else if (choice < (growing ? 65 : 30)) {
                    rearm(probe);
                } else {
                    execute();
                }
                assertThat(pending.size()).isEqualTo(expected.size());
                if (nowNanos > 1L << 55 && random.nextInt(1_000) == 0) {
                    clear();
                }
            }
            checkVisited();
            while (!expected.isEmpty()) {
                execute(Long.MAX_VALUE);
            }
            assertThat(pending.findFirst(Long.MAX_VALUE)).isEqualTo(PendingEvents.NONE);
        }

        private void post() {
            int receiver = random.nextInt(10) == 0 ? random.nextInt(RECEIVERS) : 0;
            Object content = random.nextInt(20) == 0 ? "content " + order : null;
            long timeNanos = time();
            pending.post(timeNanos, addressees.get(receiver), order, content);
            Letter letter = new Letter(receiver, order, content);
            expected.put(new Key(timeNanos, 5, order++), letter);
        }

        private void add(Probe probe) {
            if (!probe.isScheduled()) {
                probe.key = new Key(time(), random.nextInt(4, 7), order++);
                pending.tasks.add(probe, probe.key.timeNanos, probe.key.priority);
                expected.put(probe.key, probe);
            }
        }

        private void cancel(Probe probe) {
            boolean scheduled = probe.key != null && expected.remove(probe.key, probe);
            assertThat(pending.tasks.cancel(probe)).isEqualTo(scheduled);
            probe.key = null;
        }

        private void rearm(Probe probe) {
            if (probe.key != null) {
                expected.remove(probe.key);
            }
            probe.key = new Key(time(), random.nextInt(4, 7), order++);
            pending.tasks.rearm(probe, probe.key.timeNanos, probe.key.priority);
            expected.put(probe.key, probe);
        }

        private void execute() {
            boolean bounded = shortBounds || random.nextInt(8) == 0;
            execute(
                    bounded
                            ? RandomTimes.plus(nowNanos, random.nextLong(1L << random.nextInt(40)))
                            : Long.MAX_VALUE);
        }

        private void execute(long boundNanos) {
            if (expected.isEmpty() || expected.firstKey().timeNanos > boundNanos) {
                assertThat(pending.findFirst(boundNanos)).isEqualTo(PendingEvents.NONE);
                // Else what comes next is posted behind what has been opened up to the bound.
                if (boundNanos != Long.MAX_VALUE && random.nextInt(4) != 0) {
                    nowNanos = boundNanos;
                }
                return;
            }
            var first = expected.pollFirstEntry();
            assertThat(pending.findFirst(boundNanos)).isEqualTo(first.getKey().timeNanos);
            happened = null;
            pending.executeFirst();
            assertThat(happened).isEqualTo(first.getValue());
            nowNanos = first.getKey().timeNanos;
            if (happened instanceof Probe probe) {
                assertThat(probe.isScheduled()).isFalse();
                probe.key = null;
            }
        }

        private void clear() {
            pending.clear();
            expected.clear();
            for (Probe probe : pool) {
                probe.key = null;
            }
            nowNanos = 0;
        }

        private void checkVisited() {
            List<SimTask> visited = new ArrayList<>();
            pending.forEach(visited::add);
            visited.sort((a, b) -> a.isBefore(b) ? -1 : 1);
            assertThat(visited).hasSize(expected.size());
            int i = 0;
            for (var entry : expected.entrySet()) {
                SimTask task = visited.get(i++);
                assertThat(task.timeNanos).isEqualTo(entry.getKey().timeNanos);
                if (!(task instanceof Probe)) {
                    task.run();
                    assertThat(happened).isEqualTo(entry.getValue());
                }
            }
        }

        private long time() {
            return times.next(nowNanos, delayKinds);
        }
    }
}
