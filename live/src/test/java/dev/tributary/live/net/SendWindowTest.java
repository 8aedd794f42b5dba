package dev.tributary.live.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.CdnSpec.SlowStart;
import dev.tributary.sim.net.EdgeLines;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class SendWindowTest {
    private static final long RTT = 20_000_000;
    private static final int WINDOW = 10 * EdgeLines.SEGMENT_BYTES;

    private static SendWindow window(SlowStart slowStart) {
        return SendWindow.of(new CdnSpec(20, 50, 200, slowStart, 10));
    }

    /** Fills the window, lets all of it be acknowledged, and returns how much it was. */
    private static int filled(SendWindow window, long nanos) {
        int sent = 0;
        while (window.sent(nanos, 1, RTT)) {
            sent++;
        }
        for (int i = 0; i <= sent; i++) {
            window.acknowledged(1);
        }
        return sent;
    }

    @Test
    void windowsDoubleInEachRoundTripUntilTheKernelsBufferIsFull() {
        SendWindow window = window(SlowStart.ONCE);

        assertThat(filled(window, 0)).isEqualTo(WINDOW);
        assertThat(filled(window, RTT)).isCloseTo(2 * WINDOW, within(2));
        assertThat(filled(window, 2 * RTT)).isCloseTo(4 * WINDOW, within(4));
        assertThat(filled(window, 3 * RTT)).isCloseTo(8 * WINDOW, within(8));
        assertThat(filled(window, 4 * RTT)).isEqualTo((int) EdgeLines.KERNEL_BYTES);
        assertThat(filled(window, 600_000 * RTT)).isEqualTo((int) EdgeLines.KERNEL_BYTES);
    }

    private static Offset<Integer> within(int bytes) {
        return Offset.offset(bytes);
    }

    @Test
    void aPauseOfMoreThanATimeoutBeginsAnew() {
        SendWindow window = window(SlowStart.AFTER_IDLE);
        filled(window, 0);

        assertThat(filled(window, RTT + 200_000_000)).isCloseTo(2 * WINDOW, within(2));
        assertThat(filled(window, 3 * RTT + 400_000_001)).isEqualTo(WINDOW);
    }

    @Test
    void whereThereIsNoSlowStartTheWindowIsFullAtOnce() {
        assertThat(filled(window(SlowStart.NEVER), 0)).isEqualTo((int) EdgeLines.KERNEL_BYTES);
        assertThat(filled(SendWindow.full(), 0)).isEqualTo((int) EdgeLines.KERNEL_BYTES);
    }
}
