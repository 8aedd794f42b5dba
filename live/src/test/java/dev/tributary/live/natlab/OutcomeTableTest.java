package dev.tributary.live.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.nat.NatType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OutcomeTableTest {
    private static final HostKind OPEN = new HostKind(NatType.OPEN, false);
    private static final HostKind BLOCKED = new HostKind(NatType.UDP_BLOCKED, false);
    private static final SimulatedOpening.Millis SIMULATED =
            new SimulatedOpening.Millis(379.4, 451, 523);

    private static Cell cell(HostKind a, HostKind b, Outcome.End end, long... millis) {
        return new Cell(
                a,
                b,
                Stream.of(millis)
                        .flatMapToLong(java.util.Arrays::stream)
                        .mapToObj(ms -> new Outcome(end, ms * 1_000_000))
                        .toList());
    }

    private static OutcomeTable table(Cell first) {
        return new OutcomeTable(
                List.of(OPEN, BLOCKED),
                List.of(
                        first,
                        cell(OPEN, BLOCKED, Outcome.End.FAILED, 8_000),
                        cell(BLOCKED, OPEN, Outcome.End.FAILED, 8_100),
                        cell(BLOCKED, BLOCKED, Outcome.End.FAILED, 8_200)));
    }

    @Test
    void cellsHoldMediansWhereLinksOpen() {
        OutcomeTable table = table(cell(OPEN, OPEN, Outcome.End.OPEN, 300, 900, 400));
        assertThat(table.agrees()).isTrue();
        assertThat(table.markdown())
                .isEqualTo(
                        """
                        | dials \\ answers | OPEN | UDP_BLOCKED |
                        |---|---|---|
                        | OPEN | 400 | no |
                        | UDP_BLOCKED | no | no |
                        """);
        assertThat(table.summary(SIMULATED))
                .isEqualTo(
                        "4 of 4 pairs as expected; medians to open 400 ms (400 to 400);"
                                + " simulator 451 ms (379 to 523)");
    }

    @Test
    void oneAttemptThatDiffersIsEnough() {
        Cell good = cell(OPEN, OPEN, Outcome.End.OPEN, 300, 400);
        Cell bad =
                new Cell(
                        OPEN,
                        OPEN,
                        Stream.concat(
                                        good.outcomes().stream(),
                                        Stream.of(new Outcome(Outcome.End.HUNG, 30_000_000_000L)))
                                .toList());
        OutcomeTable table = table(bad);
        assertThat(table.agrees()).isFalse();
        assertThat(table.markdown()).contains("| **2 of 3 open, expected all** |");
        assertThat(table.summary(SIMULATED)).startsWith("3 of 4 pairs as expected; no link open;");
        assertThat(bad.line()).contains("2 open, 0 failed, 1 hung").endsWith("DIFFERS");
    }

    @Test
    void linkThatShouldNotOpenDiffers() {
        Cell cell = cell(OPEN, BLOCKED, Outcome.End.OPEN, 300);
        assertThat(cell.agrees()).isFalse();
        Cell hung = cell(OPEN, BLOCKED, Outcome.End.HUNG, 30_000);
        assertThat(hung.agrees()).isFalse();
    }

    @Test
    void everyPairHasItsCell() {
        assertThatThrownBy(() -> new OutcomeTable(List.of(OPEN), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void simulatorAgreesWithItsFormula() {
        // Twice making, the signal there and back, the STUN answer, checks, securing, pace.
        SimulatedOpening.Millis still = new SimulatedOpening(0).draw();
        assertThat(still.least()).isEqualTo(30 + 2 * 2 + 5);
        assertThat(still.most()).isEqualTo(still.least() + 3 * 48);
        SimulatedOpening.Millis far = new SimulatedOpening(20_000_000).draw();
        double roundTrips = 1 + 2 + 1.5 + 4;
        assertThat(far.least()).isEqualTo(still.least() + roundTrips * 40);
        assertThat(far.mean()).isBetween(far.least() + 65, far.least() + 79);
    }
}
