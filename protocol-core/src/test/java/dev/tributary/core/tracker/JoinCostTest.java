package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a join and a leave cost in a large room; printed, since machines differ. */
final class JoinCostTest {
    private static final Silent OUTPUT = new Silent();

    private static final int VIEWERS = 20_000;

    @Test
    void joinsAndLeavesInALargeRoomStayCheap() {
        TrackerRig rig =
                new TrackerRig(
                        TrackerRig.CONFIG, Settings.douyu().build(), 1, TrackerObserver.NONE);
        TrackerOutput silent = OUTPUT;
        Tracker tracker =
                new Tracker(
                        TrackerRig.CONFIG, Systems.all(), new Rng(1), silent, TrackerObserver.NONE);
        tracker.openRoom(0, TrackerRig.STREAM, rig.context().settings());
        Audience audience = new Audience(new Rng(2));
        Rng rng = new Rng(3);
        long usedBefore = used();
        long began = System.nanoTime();
        for (int i = 0; i < VIEWERS; i++) {
            join(tracker, i, audience);
        }
        long filled = System.nanoTime();
        long bytes = used() - usedBefore;
        long churning = System.nanoTime();
        long[] costs = new long[VIEWERS];
        for (int i = 0; i < VIEWERS; i++) {
            long start = System.nanoTime();
            int connection = rng.nextInt(VIEWERS);
            tracker.onDisconnected(0, connection);
            join(tracker, connection, audience);
            costs[i] = System.nanoTime() - start;
        }
        long ended = System.nanoTime();
        Arrays.sort(costs);
        System.out.printf(
                "room of %d: %.1f us per join while filling, %.1f us per leave and join, 99 %%"
                        + " below %.0f us, %d bytes per viewer%n",
                VIEWERS,
                (filled - began) / 1e3 / VIEWERS,
                (ended - churning) / 1e3 / VIEWERS,
                costs[VIEWERS / 100 * 99] / 1e3,
                bytes / VIEWERS);
        assertThat(tracker.viewers()).isEqualTo(VIEWERS);
    }

    private static void join(Tracker tracker, int connection, Audience audience) {
        tracker.onConnected(0, connection, TrackerRig.NOTHING);
        tracker.onMessage(0, connection, TrackerRig.joinOf(audience.next()));
        tracker.onTokenChecked(0, OUTPUT.ticket, true, TrackerRig.NOTHING);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static final class Silent implements TrackerOutput {
        @Override
        public void send(int connection, Message message) {}

        private int ticket;

        @Override
        public void checkToken(int number, Join join) {
            ticket = number;
        }

        @Override
        public void close(int connection) {}
    }
}
