package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.system.bilibili.BilibiliSystem;
import dev.tributary.core.system.novage.NovageSystem;
import dev.tributary.core.system.youku.YoukuSystem;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.Data;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Viewers that pull, together with a real tracker. */
class PullSwarmTest {
    static Stream<SystemProfile> systems() {
        return Stream.of(BilibiliSystem.SYSTEM, YoukuSystem.SYSTEM, NovageSystem.SYSTEM);
    }

    /** Slices of a second; high demand is what novage's PeerTube takes for live. */
    private static Settings room(SystemProfile system) {
        return Puller.room(system).number("highDemand", 4_000);
    }

    private static Swarm swarm(SystemProfile system, int viewers) {
        Swarm swarm = new Swarm(room(system).build());
        for (int i = 0; i < viewers; i++) {
            swarm.join();
            swarm.until(0.3 * i);
        }
        swarm.until(20);
        return swarm;
    }

    private static void forget(Swarm swarm) {
        for (Swarm.Node node : swarm.nodes) {
            Arrays.fill(node.useful, 0);
            node.duplicate = 0;
        }
    }

    private static double sharing(Swarm swarm) {
        long peers = 0;
        long all = 0;
        for (Swarm.Node node : swarm.nodes) {
            peers += node.fromPeers();
            all += Arrays.stream(node.useful).sum();
        }
        return (double) peers / all;
    }

    private static double wasted(Swarm swarm) {
        long again = 0;
        long all = 0;
        for (Swarm.Node node : swarm.nodes) {
            again += node.duplicate;
            all += Arrays.stream(node.useful).sum();
        }
        return (double) again / all;
    }

    private static void nobodyStalled(Swarm swarm, int newest) {
        for (Swarm.Node node : swarm.nodes) {
            assertThat(node.stalls).as("viewer %s", node.number).isEmpty();
            assertThat(node.played).contains(newest);
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void viewersShareAndNobodyStalls(SystemProfile system) {
        Swarm swarm = swarm(system, 12);
        forget(swarm);
        swarm.until(80);

        assertThat(sharing(swarm)).isGreaterThan(0.3);
        // Nobody is told that a load went on by HTTP: what was asked of a peer comes as well.
        assertThat(wasted(swarm)).isLessThan(system == NovageSystem.SYSTEM ? 0.1 : 0.02);
        nobodyStalled(swarm, 88);
        for (Swarm.Node node : swarm.nodes) {
            assertThat(node.refused).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void nobodySendsMoreThanItsCapAllows(SystemProfile system) {
        Swarm swarm = new Swarm(room(system).uploadPerDownloadPercent(100).build());
        for (int i = 0; i < 12; i++) {
            swarm.join();
        }
        for (int second = 1; second <= 40; second++) {
            swarm.until(second);
            for (Swarm.Node node : swarm.nodes) {
                long down = Arrays.stream(node.useful).sum() + node.duplicate;
                assertThat(sent(node)).isLessThanOrEqualTo(down);
            }
        }
        nobodyStalled(swarm, 50);
    }

    private static long sent(Swarm.Node node) {
        long bytes = 0;
        for (RecordingOutput.Sent one : node.sent) {
            bytes += one.message() instanceof Data data ? data.payload().length() : 0;
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("systems")
    void cutLinksAreCoveredByTheCdn(SystemProfile system) {
        Swarm swarm = swarm(system, 9);
        swarm.edgeDelay = 900 * Rooms.MILLI;
        swarm.cut = true;
        swarm.until(25);
        forget(swarm);
        swarm.until(80);

        nobodyStalled(swarm, 88);
        assertThat(sharing(swarm)).isZero();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void thoseWhoLeaveAreMissedByNobody(SystemProfile system) {
        Swarm swarm = swarm(system, 12);
        for (int i = 0; i < 5; i++) {
            swarm.until(25 + 5 * i);
            swarm.nodes.get(i).leave();
        }
        swarm.until(50);
        forget(swarm);
        swarm.until(80);

        assertThat(sharing(swarm)).isGreaterThan(0.2);
        for (Swarm.Node node : swarm.nodes.subList(5, 12)) {
            assertThat(node.stalls).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void forgersAreBannedAndNobodyIsHarmed(SystemProfile system) {
        Swarm swarm = new Swarm(room(system).build());
        swarm.verifyDelay = 5 * Rooms.MILLI;
        for (int i = 0; i < 12; i++) {
            swarm.join();
        }
        swarm.until(20);
        swarm.nodes.get(1).forger = true;
        swarm.nodes.get(5).forger = true;
        swarm.until(80);

        assertThat(swarm.tainted).isEmpty();
        nobodyStalled(swarm, 88);
        assertThat(swarm.nodes.stream().filter(n -> n.refused.contains(Refusal.FORGED)).count())
                .isPositive();
        swarm.nodes.get(1).sent.clear();
        swarm.nodes.get(5).sent.clear();
        swarm.until(100);
        // The tracker may name it to one more, who finds out by the first piece.
        assertThat(sent(swarm.nodes.get(1)) + sent(swarm.nodes.get(5)))
                .isLessThan(2L * Rooms.SLICE_BYTES);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aTrackerThatIsGoneStopsNoSharing(SystemProfile system) {
        Swarm swarm = swarm(system, 12);
        swarm.trackerDown = true;
        swarm.restartTracker();
        swarm.until(40);
        forget(swarm);
        swarm.until(60);

        assertThat(sharing(swarm)).isGreaterThan(0.3);
        swarm.trackerDown = false;
        swarm.until(90);
        forget(swarm);
        swarm.until(110);
        assertThat(sharing(swarm)).isGreaterThan(0.3);
        nobodyStalled(swarm, 118);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void equalRoomsRunEqually(SystemProfile system) {
        Swarm once = swarm(system, 6);
        Swarm again = swarm(system, 6);

        for (int i = 0; i < 6; i++) {
            assertThat(once.nodes.get(i).effects).isEqualTo(again.nodes.get(i).effects);
        }
    }
}
