package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.testkit.Settings;
import org.junit.jupiter.api.Test;

/** How many (viewer, sub-stream) pairs find a provider; prints what it finds. */
final class MatchShareTest {
    private static final int VIEWERS = 2_000;

    private int matched;
    private int impossible;
    private int unmatched;
    private int sameZone;
    private int sameIsp;
    private int backups;

    @Test
    void allButTheImpossiblePairsAreMatchedByFlatSeeds() {
        count(1);
        assertThat(unmatched).isLessThan((matched + unmatched) / 200);
    }

    @Test
    void allButTheImpossiblePairsAreMatchedWithRelays() {
        count(2);
        assertThat(unmatched).isLessThan((matched + unmatched) / 200);
    }

    private void count(int depth) {
        for (int seed = 1; seed <= 5; seed++) {
            TrackerRig rig = filled(depth, seed);
            RoomInvariants.check(rig);
            Roster roster = rig.tracker.room(TrackerRig.STREAM).roster;
            for (int i = 0; i < roster.count(); i++) {
                for (int j = 0; j < 6; j++) {
                    count(roster.member(i), j);
                }
            }
        }
        double all = matched + impossible + unmatched;
        System.out.printf(
                "depth %d: matched %.4f, impossible %.4f, unmatched %.5f; of the matched same zone"
                        + " %.3f, same ISP too %.3f, with backup %.3f%n",
                depth,
                matched / all,
                impossible / all,
                unmatched / all,
                (double) sameZone / matched,
                (double) sameIsp / matched,
                (double) backups / matched);
    }

    private void count(Member viewer, int subStream) {
        Member provider = viewer.plan.provider[subStream];
        if (provider != null) {
            Capabilities near = provider.capabilities;
            boolean zone = near.zone() == viewer.capabilities.zone();
            boolean isp = near.isp() == viewer.capabilities.isp();
            matched++;
            sameZone += zone ? 1 : 0;
            sameIsp += zone && isp ? 1 : 0;
            backups += viewer.plan.backup[subStream] != null ? 1 : 0;
        } else if (viewer.plan.cdn != subStream) {
            impossible += viewer.hopeless() ? 1 : 0;
            unmatched += viewer.hopeless() ? 0 : 1;
        }
    }

    private static TrackerRig filled(int depth, int seed) {
        TrackerRig rig =
                new TrackerRig(
                        TrackerRig.CONFIG,
                        Settings.douyu().relayDepthMax(depth).build(),
                        seed,
                        TrackerObserver.NONE);
        Audience audience = new Audience(new Rng(100 + seed));
        rig.output.keeping = false;
        for (int i = 0; i < VIEWERS; i++) {
            rig.join(i, audience.next());
            rig.advance(1);
        }
        rig.advance(5_000);
        return rig;
    }
}
