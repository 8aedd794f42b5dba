package dev.tributary.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who counts as a session without a frame. */
final class MeasurementTest {
    private static final Capabilities PC =
            new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, 9_000, 0, 0);

    private static ViewerRow session(double joined, double left, double firstFrame) {
        return new ViewerRow(
                0, PC, joined, left, ByteCounts.ZERO, 0, 0, 0, 0, 0, firstFrame, Double.NaN, 0);
    }

    private static double withoutFrame(ViewerRow... rows) {
        return Metric.SESSIONS_WITHOUT_FRAME.of(
                new Measurement(
                        1,
                        30,
                        90,
                        List.of(rows),
                        List.of(),
                        new Histogram(10),
                        new Bound(0.8, "CDN sub-stream"),
                        1,
                        0,
                        0,
                        List.of(),
                        "0000000000000000",
                        List.of(),
                        new Cost(0, 0, 0, 0, 1)));
    }

    @Test
    void whomTheEndCutOffBeforeAFrameCouldBeExpectedIsNotAmongThem() {
        ViewerRow usual = session(40, 90, 0.5);
        assertThat(withoutFrame(usual, session(89.87, 90, Double.NaN))).isZero();
        assertThat(withoutFrame(usual, session(89.4, 90, Double.NaN))).isEqualTo(0.5);
        assertThat(withoutFrame(usual, session(50, 50.1, Double.NaN))).isEqualTo(0.5);
    }

    /** Those who were there before tell how long a first frame takes. */
    @Test
    void theOnlyNewcomerMayHaveComeTooLate() {
        assertThat(withoutFrame(session(0, 90, 0.5), session(89.87, 90, Double.NaN))).isNaN();
    }

    @Test
    void whereNobodyHadAFrameAllAreCounted() {
        assertThat(withoutFrame(session(89.87, 90, Double.NaN))).isEqualTo(1);
    }
}
