package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.Quantity;
import java.util.List;

/**
 * What must hold between those who come and the end of the run.
 *
 * @param root the scenario
 * @param audience as it was read
 * @param events as they were read
 * @param endSeconds when the run ends
 */
record Attendance(
        Fields root, AudienceSpec audience, List<PlannedEvent> events, double endSeconds) {
    /** Viewers whom a curve makes come and go, all together: each costs memory until the end. */
    private static final double MOVES_MAX = 20_000_000;

    /** Reports what does not fit together. */
    void check() {
        checkAnybody();
        checkRamp();
        if (audience.arrivals() instanceof Arrivals.Population population) {
            checkMoves(population.viewers().moves(endSeconds));
        }
    }

    /** A room may fill by a crowd alone. What is wrong elsewhere may be why nobody comes. */
    private void checkAnybody() {
        boolean crowd = events.stream().anyMatch(event -> event.joinersBefore(endSeconds) > 0);
        if (crowd || audience.viewersMax(endSeconds) > 0 || root.problems().any()) {
            return;
        }
        Fields fields = root.object("audience");
        root.problems()
                .add(
                        fields.place(fields.given("viewers") ? "viewers" : "arrivals"),
                        "nobody would ever come",
                        "write at least 1, or let a curve of arrivals or a flash-crowd of"
                                + " 'events' bring somebody before the run ends");
    }

    private void checkRamp() {
        if (audience.viewers() > 0 && audience.rampSeconds() > endSeconds) {
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
