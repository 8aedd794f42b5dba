package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.Quantity;

/**
 * What must hold between the audience and the end of the run.
 *
 * @param root the scenario
 * @param audience as it was read
 * @param endSeconds when the run ends
 */
record Attendance(Fields root, AudienceSpec audience, double endSeconds) {
    /** Viewers whom a curve makes come and go, all together: each costs memory until the end. */
    private static final double MOVES_MAX = 20_000_000;

    /** Reports what does not fit together. */
    void check() {
        checkRamp();
        if (audience.arrivals() instanceof Arrivals.Population population) {
            checkMoves(population.viewers().moves(endSeconds));
        }
    }

    private void checkRamp() {
        if (audience.rampSeconds() > endSeconds) {
            Fields fields = root.object("audience");
            boolean given = fields.given("ramp");
            root.problems()
                    .add(
                            given ? fields.place("ramp") : root.place("run"),
                            "the first viewers still join after the end of the run",
                            "write a ramp of at most warmUp + duration = "
                                    + Quantity.SECONDS.print(endSeconds));
        }
    }

    private void checkMoves(double moves) {
        if (moves > MOVES_MAX) {
            root.problems()
                    .add(
                            root.object("audience").object("arrivals").place(CurveFile.CURVE),
                            Quantity.NUMBER.print(moves)
                                    + " viewers come and go by the curve before the run ends",
                            "let it be " + Quantity.NUMBER.print(MOVES_MAX) + " at most");
        }
    }
}
