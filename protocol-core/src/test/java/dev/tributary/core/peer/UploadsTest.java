package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private final RecordingOutput output = new RecordingOutput();

    /** 8,000 kbit/s: a slice of 100,000 bytes takes 100 ms. */
    private final Uploads uploads = uploads(Rooms.douyu(), Rooms.uplink(8_000));

    private Uploads uploads(RoomSettings settings, Capabilities capabilities) {
        return new Uploads(settings, Rooms.config(capabilities, 1), output, PeerObserver.NONE);
    }

    private static Data slice(int number) {
        return Rooms.whole(number, 1);
    }

    @Test
    void messagesLeaveAtTheUplinkRate() {
        for (int i = 0; i < 3; i++) {
            uploads.enqueue(0, 1, slice(1));
        }
        uploads.drain(0);
        assertThat(output.sent).hasSize(1);
        assertThat(uploads.nextDeadlineNanos()).isEqualTo(100 * Rooms.MILLI);
        uploads.drain(100 * Rooms.MILLI - 1);
        assertThat(output.sent).hasSize(1);
        uploads.drain(100 * Rooms.MILLI);
        assertThat(output.sent).hasSize(2);
        uploads.drain(200 * Rooms.MILLI);

        assertThat(output.sent).hasSize(3);
        assertThat(uploads.nextDeadlineNanos()).isEqualTo(Time.NEVER);
    }

    @Test
    void idleUplinkSavesNothingForLater() {
        uploads.enqueue(0, 1, slice(1));
        uploads.drain(0);
        uploads.enqueue(Rooms.SECOND, 1, slice(1));
        uploads.enqueue(Rooms.SECOND, 1, slice(1));
        uploads.drain(Rooms.SECOND);

        assertThat(output.sent).hasSize(2);
        assertThat(uploads.nextDeadlineNanos()).isEqualTo(1_100 * Rooms.MILLI);
    }

    @Test
    void messageThatComesTooLateIsNotSent() {
        uploads.enqueue(0, 1, slice(1));
        uploads.drain(6 * Rooms.SECOND + 1);
        assertThat(output.sent).isEmpty();
        uploads.enqueue(0, 1, slice(1));
        uploads.drain(6 * Rooms.SECOND);

        assertThat(output.sent).hasSize(1);
    }

    @Test
    void capHoldsAtEveryInstant() {
        Uploads capped =
                uploads(
                        Rooms.small().frameChunks(210).uploadPerDownloadPercent(100).build(),
                        Rooms.uplink(8_000));
        capped.enqueue(0, 1, slice(1));
        capped.drain(0);
        assertThat(output.sent).isEmpty();
        capped.downloaded(150_000);
        capped.enqueue(0, 1, slice(1));
        capped.enqueue(0, 1, slice(1));
        capped.drain(0);
        capped.drain(Rooms.SECOND);

        assertThat(capped.uploaded()).isEqualTo(100_000);
    }

    @Test
    void cellularViewerHasNoRoomAndSendsNothing() {
        Capabilities phone =
                new Capabilities(
                        NatType.FULL_CONE, false, Access.CELLULAR, Device.PHONE, 8_000, 1, 1);
        Uploads none = uploads(Rooms.douyu(), phone);
        none.enqueue(0, 1, slice(1));
        none.drain(0);

        assertThat(none.free()).isZero();
        assertThat(none.nextDeadlineNanos()).isEqualTo(Time.NEVER);
        assertThat(output.sent).isEmpty();
    }

    @Test
    void anotherReceiverIsFirstForEachSlice() {
        uploads.add(1, 0, 1);
        uploads.add(2, 0, 1);
        uploads.add(3, 1, 1);

        assertThat(receivers(1)).containsExactly(2, LinkTable.NO_LINK, 1);
        assertThat(receivers(4)).containsExactly(2, LinkTable.NO_LINK, 1);
        assertThat(receivers(7)).containsExactly(2, LinkTable.NO_LINK, 1);
        uploads.remove(3, 1);
        assertThat(new int[] {uploads.receiver(0, 1), uploads.receiver(1, 1)})
                .containsExactly(2, 1);
        assertThat(new int[] {uploads.receiver(0, 4), uploads.receiver(1, 4)})
                .containsExactly(1, 2);
    }

    private int[] receivers(int slice) {
        return new int[] {
            uploads.receiver(0, slice), uploads.receiver(1, slice), uploads.receiver(2, slice)
        };
    }

    @Test
    void queueOfOneLinkIsBoundedByTwoBuffers() {
        // 20 s of 800 kbit/s are two million bytes, twenty slices.
        for (int i = 0; i < 100; i++) {
            uploads.enqueue(0, 1, slice(1));
        }
        assertThat(uploads.queuedBytes(1)).isEqualTo(2_000_000);
        uploads.enqueue(0, 2, slice(1));
        assertThat(uploads.queuedBytes(2)).isEqualTo(100_000);
        uploads.removeLink(1);

        assertThat(uploads.queuedBytes(1)).isZero();
        uploads.drain(0);
        assertThat(output.sent).hasSize(1).first().extracting(s -> s.link()).isEqualTo(2);
    }

    @Test
    void endOfALinkEndsItsPushesAndNoOthers() {
        uploads.add(1, 0, 1);
        uploads.add(1, 1, 1);
        uploads.add(2, 0, 1);
        int free = uploads.free();
        uploads.removeLink(1);

        assertThat(uploads.free()).isEqualTo(free + 2);
        assertThat(uploads.serves(1)).isFalse();
        assertThat(uploads.has(2, 0)).isTrue();
        assertThat(uploads.remove(1, 0)).isFalse();
    }
}
