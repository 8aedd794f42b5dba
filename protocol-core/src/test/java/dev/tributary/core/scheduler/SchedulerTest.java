package dev.tributary.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.testkit.Settings;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.StreamKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
    private static final Payload KEY = Payload.ofLength(GetLink.FINGERPRINT_BYTES);
    private static final Grant GRANT = new Grant(Payload.of(new byte[] {7}), KEY);
    private static final StreamKey A = new StreamKey(0, 1);
    private static final StreamKey B = new StreamKey(0, 2);
    private static final RoomSettings PEERS = settings(SubStreamSystem.SYSTEM, 2_500);
    private static final RoomSettings ALONE = settings(CdnSystem.SYSTEM, 2_500);

    private final RecordingOutput output = new RecordingOutput();
    private final Scheduler scheduler = new Scheduler(3, Systems.all(), output);

    @Test
    void anUnknownRoomIsRejected() {
        scheduler.onGetLink(0, 7, new GetLink(A, KEY), GRANT);
        assertThat(output.sent).containsExactly(new Rejection(RejectionCode.UNKNOWN_ROOM, 0));
    }

    @Test
    void theTrackerIsToldOfTheRoomBeforeTheViewerIsSentThere() {
        scheduler.putRoom(0, A, PEERS);
        scheduler.onTrackerUp(0, 5);
        assertThat(link(A)).isEqualTo(answer(5, PEERS));
        assertThat(output.opened).containsExactly(new Opened(5, A, PEERS));
        link(A);
        assertThat(output.opened).as("told once").hasSize(1);
    }

    @Test
    void aRoomStaysWithItsTrackerAndSpillsOverWhenThatIsFull() {
        scheduler.putRoom(0, A, PEERS);
        scheduler.putRoom(0, B, PEERS);
        scheduler.onTrackerUp(0, 1);
        scheduler.onTrackerUp(0, 2);
        assertThat(link(A).tracker()).isEqualTo(1);
        assertThat(link(B).tracker()).as("the least loaded").isEqualTo(2);
        assertThat(link(A).tracker()).isEqualTo(1);
        assertThat(link(A).tracker()).isEqualTo(1);
        assertThat(link(A).tracker()).as("spilled").isEqualTo(2);
        scheduler.onTrackerReport(0, 1, 1);
        assertThat(link(A).tracker()).as("back to the first").isEqualTo(1);
    }

    @Test
    void withoutTrackerTheCdnServesAlone() {
        scheduler.putRoom(0, A, PEERS);
        assertThat(link(A)).isEqualTo(answer(0, ALONE));
        scheduler.onTrackerReport(0, 1, 3);
        assertThat(link(A)).as("the only tracker is full").isEqualTo(answer(0, ALONE));
    }

    @Test
    void aRoomWithoutPeeringNeedsNoTracker() {
        scheduler.putRoom(0, A, ALONE);
        scheduler.onTrackerUp(0, 1);
        assertThat(link(A)).isEqualTo(answer(0, ALONE));
        assertThat(output.opened).isEmpty();
    }

    @Test
    void roomsMoveWhenTheirTrackerGoesDown() {
        scheduler.putRoom(0, A, PEERS);
        scheduler.onTrackerUp(0, 1);
        scheduler.onTrackerUp(0, 2);
        link(A);
        scheduler.onTrackerDown(0, 1);
        assertThat(link(A).tracker()).isEqualTo(2);
    }

    @Test
    void aTrackerThatComesBackIsToldOfItsRoomsAgain() {
        scheduler.putRoom(0, A, PEERS);
        scheduler.onTrackerUp(0, 1);
        scheduler.onTrackerUp(0, 1);
        link(A);
        scheduler.onTrackerDown(0, 1);
        scheduler.onTrackerUp(0, 1);
        link(A);
        assertThat(output.opened).hasSize(2);
    }

    @Test
    void newSettingsReachTheTrackersOfTheRoom() {
        scheduler.putRoom(0, A, PEERS);
        scheduler.onTrackerUp(0, 1);
        scheduler.onTrackerUp(0, 2);
        link(A);
        scheduler.putRoom(0, A, PEERS);
        RoomSettings other = settings(SubStreamSystem.SYSTEM, 5_000);
        scheduler.putRoom(0, A, other);
        assertThat(output.opened).containsExactly(new Opened(1, A, PEERS), new Opened(1, A, other));
        assertThat(link(A).settings()).isEqualTo(other);
        scheduler.removeRoom(0, A);
        assertThat(output.opened.get(2).settings().peering()).isFalse();
        scheduler.onGetLink(0, 7, new GetLink(A, KEY), GRANT);
        assertThat(output.sent.get(output.sent.size() - 1)).isInstanceOf(Rejection.class);
    }

    @Test
    void timeDoesNotGoBack() {
        scheduler.putRoom(5, A, PEERS);
        assertThatThrownBy(() -> scheduler.putRoom(4, A, PEERS))
                .isInstanceOf(IllegalStateException.class);
    }

    private static LinkAnswer answer(int tracker, RoomSettings settings) {
        return new LinkAnswer(tracker, GRANT.token(), GRANT.originKey(), settings);
    }

    private LinkAnswer link(StreamKey stream) {
        scheduler.onGetLink(0, 7, new GetLink(stream, KEY), GRANT);
        return (LinkAnswer) output.sent.get(output.sent.size() - 1);
    }

    private static RoomSettings settings(SystemProfile strategy, int bitrateKbps) {
        return Settings.of(strategy).bitrateKbps(bitrateKbps).build();
    }

    private record Opened(int tracker, StreamKey stream, RoomSettings settings) {}

    private static final class RecordingOutput implements SchedulerOutput {
        private final List<Message> sent = new ArrayList<>();
        private final List<Opened> opened = new ArrayList<>();

        @Override
        public void send(int connection, Message message) {
            sent.add(message);
        }

        @Override
        public void openRoom(int tracker, StreamKey stream, RoomSettings settings) {
            opened.add(new Opened(tracker, stream, settings));
        }
    }
}
