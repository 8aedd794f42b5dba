package dev.tributary.core.system.substream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.tracker.Audience;
import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Report;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sends forged media is out, and for how long (reliability.md T1, at the tracker). */
final class ProviderReputationTest {
    private final SubStreamRig rig = new SubStreamRig(Settings.douyu().build());

    /** Joins a seed with at least two receivers, and returns it. */
    private Seat seed() {
        for (int i = 0; i < 24; i++) {
            rig.enter(i, Audience.wired(NatType.OPEN));
        }
        rig.advance(1_000);
        return rig.seat(0);
    }

    private void complain(Seat about, TroubleReason reason, int complainers) {
        int done = 0;
        for (int i = 1; i < rig.count() && done < complainers; i++) {
            Seat viewer = rig.seat(i);
            for (int j = 0; j < 6; j++) {
                if (viewer.provider[j] == about || viewer.backup[j] == about) {
                    Trouble trouble = new Trouble(j, about.session(), reason);
                    rig.message(rig.connection(viewer), trouble);
                    done++;
                    break;
                }
            }
        }
        assertThat(done).isEqualTo(complainers);
    }

    private void report() {
        for (int i = 0; i < rig.count(); i++) {
            rig.report(rig.seat(i), 0, List.of());
        }
    }

    private void minutes(int seconds) {
        for (int s = 0; s < seconds; s += 10) {
            report();
            rig.advance(10_000);
        }
    }

    @Test
    void aForgerIsOutForTenMinutes() {
        Seat forger = seed();
        complain(forger, TroubleReason.FORGED, 1);
        assertThat(forger.quarantined).isFalse();
        complain(forger, TroubleReason.FORGED, 1);
        assertThat(forger.quarantined).isTrue();
        assertThat(forger.children.count()).isZero();
        minutes(590);
        assertThat(forger.quarantined).isTrue();
        minutes(10);
        assertThat(forger.quarantined).isFalse();
    }

    @Test
    void aForgerDoesNotKeepOthersInQuarantine() {
        Seat forger = seed();
        complain(forger, TroubleReason.FORGED, 2);
        Seat silent = rig.seat(2);
        silent.score.connected(true);
        complainAbout(silent);
        assertThat(silent.quarantined).isTrue();
        minutes(40);
        assertThat(silent.quarantined).isFalse();
        assertThat(forger.quarantined).isTrue();
    }

    /** Who says that it has no room is not one who fails (decision 81). */
    @Test
    void aProviderThatRefusesIsLeftAloneByThoseWhomItRefused() {
        Seat full = seed();
        int children = full.children.count();
        complain(full, TroubleReason.REFUSED, 4);

        assertThat(full.quarantined).isFalse();
        assertThat(full.children.count()).isEqualTo(children - 4);
    }

    private void complainAbout(Seat about) {
        for (int i = 0; i < rig.count(); i++) {
            Seat viewer = rig.seat(i);
            for (int j = 0; j < 6; j++) {
                if (viewer.provider[j] == about) {
                    Trouble trouble = new Trouble(j, about.session(), TroubleReason.SILENT);
                    rig.message(rig.connection(viewer), trouble);
                    break;
                }
            }
        }
    }

    @Test
    void aSeedInQuarantineThatIsFoundForgingStaysForTenMinutes() {
        Seat seed = seed();
        complain(seed, TroubleReason.CONNECT_FAILED, 4);
        assertThat(seed.quarantined).isTrue();
        assertThat(seed.children.count()).as("links that are up stay").isPositive();
        rig.advance(1_000);
        complain(seed, TroubleReason.FORGED, 1);
        assertThat(seed.quarantined).isTrue();
        minutes(590);
        assertThat(seed.quarantined).isTrue();
        minutes(20);
        assertThat(seed.quarantined).isFalse();
    }

    @Test
    void absurdNumbersInReportsAndTroublesAreHarmless() {
        rig.join(1, Audience.wired(NatType.OPEN));
        rig.join(2, Audience.wired(NatType.OPEN));
        Report absurd =
                new Report(
                        Integer.MAX_VALUE,
                        1L << 50,
                        1L << 50,
                        1L << 50,
                        1L << 50,
                        Integer.MAX_VALUE,
                        List.of(new ProviderReport(1, Integer.MAX_VALUE, Integer.MAX_VALUE, true)));
        rig.message(2, absurd);
        rig.message(2, new Trouble(3, 7_777, TroubleReason.SILENT));
        assertThat(rig.tracker.counted(TrackerCounter.TROUBLES_IGNORED)).isEqualTo(1);
        RoomInvariants.check(rig);
    }
}
