package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.Audience;
import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerRig;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.core.wire.TroubleReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random joins, leaves, troubles, reports and silences; the invariants hold after every input. */
@Tag("slow")
final class RoomPropertyTest {
    private static final TroubleReason[] REASONS = TroubleReason.values();

    @Test
    void invariantsHoldAfterEveryEventInASmallRoom() {
        int relayed = 0;
        int alone = 0;
        for (int seed = 1; seed <= 12; seed++) {
            int depth = 1 + seed % 4;
            int base = seed % 3 == 0 ? 70 : 0;
            RoomSettings settings =
                    Settings.douyu()
                            .subStreams(2 + seed % 6)
                            .relayDepthMax(depth)
                            .baseStreamMaxPercent(base)
                            .roundRobin(seed % 5 != 0)
                            .build();
            Churn churn = new Churn(settings, seed, 120);
            churn.run(4_000, 1);
            relayed += churn.relayed;
            alone += churn.withoutCdn;
        }
        assertThat(relayed).as("relays were at work").isPositive();
        assertThat(alone).as("the base stream was at work").isPositive();
    }

    @Test
    void invariantsHoldAfterEveryEventInARoomOfTwoThousand() {
        new Churn(Settings.douyu().build(), 21, 2_000).run(2_000, 1);
        new Churn(Settings.douyu().relayDepthMax(2).baseStreamMaxPercent(60).build(), 22, 2_000)
                .run(2_000, 1);
    }

    @Test
    void equalInputsAndSeedsGiveEqualOutputs() {
        RoomSettings settings = Settings.douyu().relayDepthMax(2).baseStreamMaxPercent(50).build();
        Churn one = new Churn(settings, 5, 300);
        Churn two = new Churn(settings, 5, 300);
        one.rig.output.hashing = true;
        two.rig.output.hashing = true;
        one.run(5_000, 5_000);
        two.run(5_000, 5_000);
        assertThat(one.rig.output.hash).isEqualTo(two.rig.output.hash).isNotZero();
        for (TrackerCounter counter : TrackerCounter.values()) {
            assertThat(one.rig.tracker.counted(counter))
                    .isEqualTo(two.rig.tracker.counted(counter));
        }
    }

    /** One random run. */
    private static final class Churn implements TrackerObserver {
        private final SubStreamRig rig;
        private final Rng rng;
        private final Audience audience;
        private final int size;
        private final ArrayDeque<Integer> connections = new ArrayDeque<>();
        private final TreeSet<Integer> sessions = new TreeSet<>();

        private int relayed;
        private int withoutCdn;

        Churn(RoomSettings settings, int seed, int size) {
            rig = new SubStreamRig(TrackerRig.CONFIG, settings, seed, this);
            rig.output.keeping = false;
            rng = new Rng(1_000 + seed);
            audience = new Audience(new Rng(2_000 + seed));
            this.size = size;
            for (int i = 0; i < 2 * size; i++) {
                connections.add(i);
            }
        }

        @Override
        public void joined(long nowNanos, StreamKey room, int session, int connection) {
            assertThat(sessions.add(session)).as("a session is used once").isTrue();
        }

        void run(int events, int checkEvery) {
            for (int i = 0; i < size; i++) {
                join();
            }
            for (int event = 0; event < events; event++) {
                step();
                if (event % checkEvery == 0) {
                    RoomInvariants.check(rig);
                }
                if (event % 97 == 0) {
                    SubStreamAssignment policy = rig.policy();
                    RoomInvariants.checkPools(rig, policy.slots.supply);
                    sample();
                }
                connections.addAll(rig.output.closed);
                rig.output.closed.clear();
            }
            assertThat(rig.tracker.counted(TrackerCounter.PAIRS)).isPositive();
        }

        private void sample() {
            for (int i = 0; i < rig.count(); i++) {
                Seat seat = rig.seat(i);
                withoutCdn += seat.cdn == Assign.NONE ? 1 : 0;
                for (byte depth : seat.depth) {
                    relayed += depth >= 2 ? 1 : 0;
                }
            }
        }

        private void step() {
            int dice = rng.nextInt(100);
            if (rig.count() < size / 2 || (dice < 25 && rig.count() < size)) {
                join();
            } else if (dice < 45) {
                leave(rig.randomSeat(rng));
            } else if (dice < 65) {
                trouble(rig.randomSeat(rng));
            } else if (dice < 95) {
                report(rig.randomSeat(rng));
            } else {
                rig.advance(rng.nextInt(400_000 / size));
            }
        }

        private void join() {
            rig.enter(connections.remove(), audience.next());
        }

        private void leave(Seat member) {
            if (rng.nextInt(2) == 0) {
                rig.leave(rig.connection(member));
            }
            rig.tracker.onDisconnected(rig.nowNanos, rig.connection(member));
            rig.output.believed.remove(rig.connection(member));
            connections.add(rig.connection(member));
        }

        private void trouble(Seat member) {
            int subStream = rng.nextInt(member.provider.length);
            Seat provider = member.provider[subStream];
            Seat backup = member.backup[subStream];
            Seat blamed = rng.nextInt(4) == 0 ? backup : provider;
            TroubleReason reason = REASONS[rng.nextInt(REASONS.length)];
            rig.trouble(member, subStream, blamed == null ? 0 : blamed.session(), reason);
        }

        private void report(Seat member) {
            List<ProviderReport> seen = new ArrayList<>();
            for (Seat provider : member.provider) {
                if (provider != null) {
                    int late = rng.nextInt(3);
                    seen.add(new ProviderReport(provider.session(), 5 - late, late, true));
                }
            }
            rig.report(member, rng.nextInt(5), seen);
        }
    }
}
