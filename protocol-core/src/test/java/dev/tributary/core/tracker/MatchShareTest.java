package dev.tributary.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import org.junit.jupiter.api.Test;

/** How many (viewer, sub-stream) pairs find a provider. */
final class MatchShareTest {
    private static final int VIEWERS = 2_000;

    @Test
    void allButTheImpossiblePairsAreMatched() {
        for (int depth = 1; depth <= 2; depth++) {
            for (int seed = 1; seed <= 5; seed++) {
                double unmatched = unmatchedShare(depth, seed);
                assertThat(unmatched).isLessThan(0.005);
            }
        }
    }

    private static double unmatchedShare(int depth, int seed) {
        TrackerRig rig =
                new TrackerRig(
                        TrackerConfig.defaults(),
                        TrackerRig.douyu(TrackerRig.swarm(6, depth, 0, true)),
                        seed,
                        TrackerObserver.NONE);
        Audience audience = new Audience(new Rng(100 + seed));
        rig.output.keeping = false;
        for (int i = 0; i < VIEWERS; i++) {
            rig.join(i, audience.next());
            rig.advance(1);
        }
        rig.advance(5_000);
        RoomInvariants.check(rig);
        int matched = 0;
        int impossible = 0;
        int missing = 0;
        int sameZone = 0;
        int sameIsp = 0;
        int backups = 0;
        int[] missingBy = new int[3];
        Room room = rig.tracker.room(TrackerRig.STREAM);
        for (int i = 0; i < room.roster.count(); i++) {
            Member member = room.roster.member(i);
            for (int j = 0; j < 6; j++) {
                Member provider = member.plan.provider[j];
                if (provider != null) {
                    matched++;
                    backups += member.plan.backup[j] != null ? 1 : 0;
                    boolean zone = provider.capabilities.zone() == member.capabilities.zone();
                    sameZone += zone ? 1 : 0;
                    sameIsp +=
                            zone && provider.capabilities.isp() == member.capabilities.isp()
                                    ? 1
                                    : 0;
                } else if (member.plan.cdn != j) {
                    if (member.hopeless()) {
                        impossible++;
                    } else {
                        missing++;
                        missingBy[member.needsFlexible() ? 1 : 0]++;
                    }
                }
            }
        }
        int all = matched + impossible + missing;
        System.out.printf(
                "depth %d seed %d: matched %.4f impossible %.4f unmatched %.5f (plain %d flex %d)"
                        + " zone %.3f isp %.3f backup %.3f%n",
                depth,
                seed,
                (double) matched / all,
                (double) impossible / all,
                (double) missing / all,
                missingBy[0],
                missingBy[1],
                (double) sameZone / matched,
                (double) sameIsp / matched,
                (double) backups / matched);
        return (double) missing / all;
    }
}
