package dev.tributary.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogarithmTest {
    private static final double RELATIVE = 1e-15;
    private static final double STEP = 0x1p-53;

    private static void compare(double x) {
        double exact = StrictMath.log(x);
        double error = StrictMath.abs(Logarithm.of(x) - exact);
        assertThat(error).as("ln %s", x).isLessThanOrEqualTo(RELATIVE * StrictMath.abs(exact));
    }

    @Test
    void isExactWhereItMustBe() {
        assertThat(Logarithm.of(1)).isZero();
        assertThat(Logarithm.of(2)).isEqualTo(StrictMath.log(2));
    }

    @Test
    void agreesWithStrictMathOnDraws() {
        RandomStream random = new RandomStream(1);
        for (int i = 0; i < 2_000_000; i++) {
            compare(1 - random.nextDouble());
        }
    }

    @Test
    void agreesOverAllMagnitudes() {
        RandomStream random = new RandomStream(2);
        for (int exponent = -1022; exponent <= 1023; exponent++) {
            compare(StrictMath.scalb(1.0, exponent));
            compare(StrictMath.scalb(1 + random.nextDouble(), exponent));
        }
        compare(Double.MIN_NORMAL);
        compare(Double.MAX_VALUE);
    }

    @Test
    void agreesAtTheEndsOfTheDraws() {
        for (int i = 1; i <= 1_000; i++) {
            compare(i * STEP);
            compare(1 - i * STEP);
            compare(1 + i * 2 * STEP);
        }
    }

    @Test
    void neverFallsAndIsNeverPositiveWhereItsPiecesMeet() {
        // 256 borders of cells lie in [0.5, 1); each is crossed upwards, draw by draw.
        for (int piece = 256; piece < 512; piece++) {
            double meeting = (2 * piece + 1) / 1024.0;
            double before = Logarithm.of(meeting - 4 * STEP);
            for (int i = -3; i <= 4; i++) {
                double after = Logarithm.of(meeting + i * STEP);
                // One unit in the last place: the rounding of the sum.
                assertThat(after).isGreaterThanOrEqualTo(before - StrictMath.ulp(before));
                assertThat(after).isLessThanOrEqualTo(0);
                before = after;
            }
            compare(meeting);
        }
    }
}
