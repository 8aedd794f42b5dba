package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several viewers with a real tracker: what they do together. */
class SwarmTest {
    private final Swarm swarm = new Swarm(Rooms.douyu());

    private void settled(int viewers) {
        for (int i = 0; i < viewers; i++) {
            swarm.join();
        }
        swarm.until(20);
        for (Swarm.Node node : swarm.nodes) {
            Arrays.fill(node.useful, 0);
        }
    }

    private double sharing() {
        long peers = 0;
        long all = 0;
        for (Swarm.Node node : swarm.nodes) {
            peers += node.fromPeers();
            for (long bytes : node.useful) {
                all += bytes;
            }
        }
        return (double) peers / all;
    }

    @Test
    void threeSubStreamsShareTwoThirdsWithoutStallOrDuplicate() {
        settled(9);
        swarm.until(80);

        assertThat(sharing()).isBetween(0.66, 0.673);
        for (Swarm.Node node : swarm.nodes) {
            assertThat(node.stalls).isEmpty();
            assertThat(node.refused).isEmpty();
            assertThat(node.useful[MediaSource.CDN_EMERGENCY.ordinal()]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fullAndTrickleSignallingBringLinksUp(boolean trickle) {
        RoomSettings settings = Rooms.small().trickleIce(trickle).build();
        Swarm room = new Swarm(settings);
        for (int i = 0; i < 6; i++) {
            room.join();
        }
        room.until(30);

        for (Swarm.Node node : room.nodes) {
            assertThat(node.links()).isPositive();
            assertThat(node.fromPeers()).isPositive();
            assertThat(node.sent)
                    .allMatch(s -> !(s.message() instanceof Data d) || d.chunkCount() <= 15);
        }
    }

    @Test
    void viewersThatDialEachOtherAtOnceKeepOneLink() {
        settled(2);

        assertThat(swarm.nodes.get(0).links()).isEqualTo(1);
        assertThat(swarm.nodes.get(1).links()).isEqualTo(1);
        assertThat(sharing()).isNaN();
        swarm.until(40);
        assertThat(sharing()).isGreaterThan(0.3);
    }

    @Test
    void cutOfAllLinksIsCoveredByAnEdgeThatAnswersWithinASecond() {
        settled(9);
        swarm.edgeDelay = 900 * Rooms.MILLI;
        swarm.cut = true;
        swarm.until(80);

        for (Swarm.Node node : swarm.nodes) {
            assertThat(node.stalls).isEmpty();
            assertThat(node.played).contains(60, 70, 80);
        }
        assertThat(sharing()).isLessThan(0.1);
    }

    @Test
    void leavingProvidersAreReplacedWithoutAStall() {
        settled(12);
        for (int i = 0; i < 5; i++) {
            swarm.until(25 + 5 * i);
            swarm.nodes.get(i).leave();
        }
        swarm.until(50);
        for (Swarm.Node node : swarm.nodes) {
            Arrays.fill(node.useful, 0);
        }
        swarm.until(80);

        assertThat(sharing()).isGreaterThan(0.6);
        for (Swarm.Node node : swarm.nodes.subList(5, 12)) {
            assertThat(node.stalls).isEmpty();
        }
    }

    @Test
    void restartedTrackerFindsItsRoomAgain() {
        settled(9);
        swarm.trackerDown = true;
        swarm.restartTracker();
        swarm.until(35);
        swarm.trackerDown = false;
        swarm.until(60);
        for (Swarm.Node node : swarm.nodes) {
            Arrays.fill(node.useful, 0);
        }
        swarm.until(90);

        assertThat(sharing()).isGreaterThan(0.6);
        for (Swarm.Node node : swarm.nodes) {
            assertThat(node.stalls).isEmpty();
            assertThat(node.links()).isLessThan(9);
        }
    }

    @Test
    void relaysForwardToTheSecondHopAndNoFurther() {
        Swarm room =
                new Swarm(
                        Rooms.small()
                                .trickleIce(true)
                                .relayDepthMax(2)
                                .baseStreamMaxPercent(60)
                                .fanOutMax(2)
                                .build());
        for (int i = 0; i < 24; i++) {
            room.join();
        }
        room.until(120);

        int hopMax = 0;
        for (Swarm.Node node : room.nodes) {
            assertThat(node.stalls).isEmpty();
            for (RecordingOutput.Sent sent : node.sent) {
                if (sent.message() instanceof Data data) {
                    hopMax = Math.max(hopMax, data.hop());
                }
            }
        }
        assertThat(hopMax).isBetween(1, 2);
    }

    /** As in a room that is served with the settings of a scenario of whole slices. */
    @Test
    void linksThatTakeLessThanASliceCarryItInParts() {
        Swarm room = new Swarm(Rooms.small().frameChunks(65_535).build());
        room.messageBytesMax = Rooms.MESSAGE_BYTES_MAX;
        for (int i = 0; i < 9; i++) {
            room.join();
        }
        room.until(60);

        for (Swarm.Node node : room.nodes) {
            assertThat(node.sent)
                    .isNotEmpty()
                    .allMatch(s -> s.message().wireBytes() <= Rooms.MESSAGE_BYTES_MAX);
            assertThat(node.stalls).isEmpty();
            assertThat(node.fromPeers()).isGreaterThan(20L * Rooms.SLICE_BYTES);
            assertThat(node.useful[MediaSource.CDN_EMERGENCY.ordinal()]).isZero();
        }
    }

    @Test
    void equalRoomsRunEqually() {
        Swarm once = new Swarm(Rooms.douyu());
        Swarm again = new Swarm(Rooms.douyu());
        for (int i = 0; i < 6; i++) {
            once.join();
            again.join();
        }
        once.until(40);
        again.until(40);

        for (int i = 0; i < 6; i++) {
            assertThat(once.nodes.get(i).effects).isEqualTo(again.nodes.get(i).effects);
        }
    }
}
