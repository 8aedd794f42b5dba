package dev.tributary.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import org.junit.jupiter.api.Test;

/** The definitions of systems.md 1.2 on a session counted by hand. */
class ViewerMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Capabilities PC =
            new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, 8_000, 0, 0);

    private final RoomMeter room = new RoomMeter();
    private final Histogram latency = room.latencyMillis();

    /** The encoder was at media time 60 s when the session began. */
    private final ViewerMeter meter = new ViewerMeter(60 * SECOND, room);

    private static Data data(int slice, int bytes) {
        SliceHeader header = new SliceHeader(slice, 0, 1_000, bytes, 0);
        return new Data(
                header, 0, header.chunks(), 1, Seal.ofLength(header), Payload.ofLength(bytes));
    }

    private ViewerRow row(long seconds) {
        return meter.row(7, PC, 100, seconds * SECOND);
    }

    @Test
    void sessionWithoutAPictureHasNoFirstFrameAndNoLatency() {
        ViewerRow row = row(5);

        assertThat(row.firstFrameSeconds()).isNaN();
        assertThat(row.latencyMeanSeconds()).isNaN();
        assertThat(row.watchedSeconds()).isZero();
        assertThat(row.leftSeconds()).isEqualTo(105);
    }

    @Test
    void firstFrameCountsFromTheBeginningOfTheSession() {
        meter.firstFrame(SECOND / 2);

        assertThat(row(5).firstFrameSeconds()).isEqualTo(0.5);
    }

    @Test
    void latencyIsEncoderTimeMinusScreenTime() {
        meter.sliceShown(SECOND, new SliceHeader(1, 50_000, 1_000, 10, 0));
        meter.sliceShown(2 * SECOND, new SliceHeader(2, 50_000, 1_000, 10, 0));
        ViewerRow row = row(3);

        assertThat(row.latencyMeanSeconds()).isEqualTo(11.5);
        assertThat(row.latencyMaxSeconds()).isEqualTo(12);
        assertThat(row.watchedSeconds()).isEqualTo(2);
        assertThat(latency.total()).isEqualTo(2);
    }

    @Test
    void stallsAreCountedWithTheirLengthAndTheRunningOneUpToNow() {
        meter.stallBegan(SECOND);
        meter.stallEnded(3 * SECOND, 2 * SECOND);
        meter.stallBegan(10 * SECOND);
        assertThat(meter.stalled()).isTrue();
        ViewerRow row = row(15);

        assertThat(row.stalls()).isEqualTo(2);
        assertThat(row.stalledSeconds()).isEqualTo(7);
        assertThat(row.stallMaxSeconds()).isEqualTo(5);
        assertThat(row(16).stalledSeconds()).isEqualTo(8);
    }

    @Test
    void stallAcrossTheBeginningOfTheIntervalCountsFromThere() {
        meter.stallBegan(SECOND);
        meter.reset(4 * SECOND);
        meter.stallEnded(6 * SECOND, 5 * SECOND);
        ViewerRow row = row(10);

        assertThat(row.stalls()).isEqualTo(1);
        assertThat(row.stalledSeconds()).isEqualTo(2);
    }

    @Test
    void whatIsSkippedIsMissedAndWhatWasWaitedForAsLongIsMissedOnce() {
        meter.skipped(SECOND, 1, 31, 30_000);
        meter.firstFrame(SECOND);
        meter.sliceShown(SECOND, new SliceHeader(31, 60_000, 6_000, 10, 0));
        assertThat(row(7).skippedSeconds()).as("before the first frame").isZero();
        meter.skipped(7 * SECOND, 32, 35, 3_000);
        assertThat(row(8).missedSeconds()).isEqualTo(3);
        meter.stallBegan(7 * SECOND);
        meter.stallEnded(12 * SECOND, 5 * SECOND);
        assertThat(row(13).skippedSeconds()).isEqualTo(3);
        assertThat(row(13).missedSeconds()).isEqualTo(5);
        meter.reset(13 * SECOND);
        assertThat(row(14).missedSeconds()).isZero();
    }

    @Test
    void everyByteIsCountedOnceByItsSource() {
        meter.mediaReceived(0, 1, data(1, 100), MediaSource.PEER, 60, 40);
        meter.mediaReceived(0, -1, data(2, 100), MediaSource.CDN_OWN, 100, 0);
        meter.mediaReceived(0, -1, data(3, 100), MediaSource.CDN_EMERGENCY, 30, 70);
        meter.signalling(9);
        ByteCounts bytes = row(1).bytes();

        assertThat(bytes.peer()).isEqualTo(60);
        assertThat(bytes.cdn()).isEqualTo(130);
        assertThat(bytes.peerDuplicate()).isEqualTo(40);
        assertThat(bytes.cdnDuplicate()).isEqualTo(70);
        assertThat(bytes.signalling()).isEqualTo(9);
        assertThat(bytes.sharingRatio()).isEqualTo(60 / 190.0);
        assertThat(bytes.offload()).isEqualTo(1 - 200 / 190.0);
    }

    @Test
    void largestRatioOfUploadToDownloadIsKeptOverTheWholeSession() {
        meter.mediaReceived(0, 1, data(1, 100), MediaSource.PEER, 100, 0);
        meter.mediaSent(0, 1, data(1, 100));
        meter.mediaSent(0, 1, data(1, 100));
        meter.mediaReceived(0, 1, data(2, 300), MediaSource.PEER, 300, 0);
        meter.reset(SECOND);

        assertThat(meter.uploadPerDownloadMax()).isEqualTo(2);
        assertThat(meter.bytes()).isEqualTo(ByteCounts.ZERO);
    }

    @Test
    void mediaOfAnEncoderThatBeganAgainIsAsLateAsItWas() {
        room.encoderClock().behind(7, 12_000);
        meter.sliceShown(30 * SECOND, new SliceHeader(6, 80_000, 1_000, 1, 0));
        meter.sliceShown(43 * SECOND, new SliceHeader(7, 81_000, 1_000, 1, 0));

        assertThat(latency.total()).isEqualTo(2);
        assertThat(latency.max()).isEqualTo(10_000);
    }
}
