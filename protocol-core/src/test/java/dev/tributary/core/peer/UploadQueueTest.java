package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import org.junit.jupiter.api.Test;

class UploadQueueTest {
    private final RecordingOutput output = new RecordingOutput();

    /** 8,000 kbit/s: a slice of 100,000 bytes takes 100 ms. */
    private final UploadQueue uploads = queue(Rooms.douyu(), new Ledger(0));

    private UploadQueue queue(RoomSettings settings, Ledger ledger) {
        return new UploadQueue(settings, 8_000, ledger, output, PeerObserver.NONE);
    }

    private static Data slice(int number) {
        return Rooms.whole(number, 1);
    }

    @Test
    void messagesLeaveAtTheUplinkRate() {
        for (int i = 0; i < 3; i++) {
            uploads.add(0, 1, slice(1));
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
        uploads.add(0, 1, slice(1));
        uploads.drain(0);
        uploads.add(Rooms.SECOND, 1, slice(1));
        uploads.add(Rooms.SECOND, 1, slice(1));
        uploads.drain(Rooms.SECOND);

        assertThat(output.sent).hasSize(2);
        assertThat(uploads.nextDeadlineNanos()).isEqualTo(1_100 * Rooms.MILLI);
    }

    @Test
    void messageThatComesTooLateIsNotSent() {
        uploads.add(0, 1, slice(1));
        uploads.drain(6 * Rooms.SECOND + 1);
        assertThat(output.sent).isEmpty();
        uploads.add(0, 1, slice(1));
        uploads.drain(6 * Rooms.SECOND);

        assertThat(output.sent).hasSize(1);
    }

    @Test
    void capHoldsAtEveryInstant() {
        Ledger ledger = new Ledger(100);
        UploadQueue capped = queue(Rooms.small().frameChunks(210).build(), ledger);
        capped.add(0, 1, slice(1));
        capped.drain(0);
        assertThat(output.sent).isEmpty();
        ledger.received(MediaSource.PEER, 150_000, 150_000);
        capped.add(0, 1, slice(1));
        capped.add(0, 1, slice(1));
        capped.drain(0);
        capped.drain(Rooms.SECOND);

        assertThat(ledger.uploadedBytes()).isEqualTo(100_000);
    }

    @Test
    void viewerWithoutAnUplinkSendsNothing() {
        UploadQueue none =
                new UploadQueue(Rooms.douyu(), 0, new Ledger(0), output, PeerObserver.NONE);
        none.add(0, 1, slice(1));
        none.drain(0);

        assertThat(none.nextDeadlineNanos()).isEqualTo(Time.NEVER);
        assertThat(output.sent).isEmpty();
    }

    @Test
    void queueOfOneLinkIsBoundedByTwoBuffers() {
        // 20 s of 800 kbit/s are two million bytes, twenty slices.
        for (int i = 0; i < 100; i++) {
            uploads.add(0, 1, slice(1));
        }
        assertThat(uploads.bytes(1)).isEqualTo(2_000_000);
        uploads.add(0, 2, slice(1));
        assertThat(uploads.bytes(2)).isEqualTo(100_000);
        uploads.removeLink(1);

        assertThat(uploads.bytes(1)).isZero();
        uploads.drain(0);
        assertThat(output.sent).hasSize(1).first().extracting(s -> s.link()).isEqualTo(2);
    }

    @Test
    void whatIsRemovedOfASubStreamLeavesTheRest() {
        for (int number = 1; number <= 6; number++) {
            uploads.add(0, 1, slice(number));
        }
        uploads.remove(1, 0);

        assertThat(uploads.bytes(1)).as("slices 1 and 4 are gone").isEqualTo(400_000);
    }

    @Test
    void waitsAreKnownAlsoOfTheLongestQueues() {
        RoomSettings fast = Rooms.small().bitrateKbps(1_000_000).bufferMillis(60_000).build();
        UploadQueue long1 = new UploadQueue(fast, 1_000, new Ledger(0), output, PeerObserver.NONE);
        SliceHeader large = new SliceHeader(1, 0, 1_000, SliceHeader.SIZE_MAX, 0);
        Data data = Rooms.chunks(large, 0, large.chunks(), 1);
        for (int link = 0; link < 20; link++) {
            for (int i = 0; i < 16; i++) {
                long1.add(0, link, data);
            }
        }

        long bits = 8L * 320 * SliceHeader.SIZE_MAX;
        assertThat(long1.bytes()).isEqualTo(bits / 8);
        assertThat(long1.waitNanos(0, 0)).isEqualTo(bits * 1_000);
        assertThat(long1.fits(0, 1, 1)).isTrue();
        assertThat(long1.fits(0, 1 << 30, 1)).isFalse();
        assertThat(long1.fits(0, 1, PeerConfig.QUEUE_MAX)).isFalse();
    }
}
