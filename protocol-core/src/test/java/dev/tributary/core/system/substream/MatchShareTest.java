package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.Audience;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerRig;
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
            SubStreamRig rig = filled(depth, seed);
            RoomInvariants.check(rig);
            for (int i = 0; i < rig.count(); i++) {
                for (int j = 0; j < 6; j++) {
                    count(rig.seat(i), j);
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

    private void count(Seat viewer, int subStream) {
        Seat provider = viewer.provider[subStream];
        if (provider != null) {
            Capabilities near = provider.member.capabilities();
            boolean zone = near.zone() == viewer.member.capabilities().zone();
            boolean isp = near.isp() == viewer.member.capabilities().isp();
            matched++;
            sameZone += zone ? 1 : 0;
            sameIsp += zone && isp ? 1 : 0;
            backups += viewer.backup[subStream] != null ? 1 : 0;
        } else if (viewer.cdn != subStream) {
            impossible += viewer.hopeless() ? 1 : 0;
            unmatched += viewer.hopeless() ? 0 : 1;
        }
    }

    private static SubStreamRig filled(int depth, int seed) {
        SubStreamRig rig =
                new SubStreamRig(
                        TrackerRig.CONFIG,
                        Settings.douyu().relayDepthMax(depth).build(),
                        seed,
                        TrackerObserver.NONE);
        Audience audience = new Audience(new Rng(100 + seed));
        rig.output.keeping = false;
        for (int i = 0; i < VIEWERS; i++) {
            rig.enter(i, audience.next());
            rig.advance(1);
        }
        rig.advance(5_000);
        return rig;
    }
}
