package dev.tributary.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.PieceRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The map against a plain one: for each piece the links that said to have it, or to load it. */
class HolderMapTest {
    private static final int SLOTS = 8;
    private static final int PIECES = 5;
    private static final Integer[] LINKS = {0, 1, 2, 31, 32, 63};

    private enum Kind {
        HEARD,
        LACKS,
        DONE,
        FORGET,
        MOVE
    }

    private record Step(Kind kind, int link, int slice, int piece, int count, int mark) {}

    private static List<Step> steps(Choices c) {
        List<Step> steps = new ArrayList<>();
        int length = c.between(1, 60);
        for (int i = 0; i < length; i++) {
            Kind kind = c.oneOf(Kind.HEARD, Kind.HEARD, Kind.HEARD, Kind.values()[c.between(0, 4)]);
            int link = c.oneOf(LINKS);
            steps.add(
                    new Step(
                            kind,
                            link,
                            c.between(1, 40),
                            c.between(0, PIECES + 1),
                            c.between(1, PIECES),
                            c.between(0, 1)));
        }
        return steps;
    }

    /** What the map should know. */
    private static final class Model {
        final Map<List<Integer>, Integer> said = new LinkedHashMap<>();
        final Set<Integer> done = new LinkedHashSet<>();
        int playhead = 1;

        int heard(Step step) {
            if (step.slice >= playhead + SLOTS || step.piece + step.count > PIECES) {
                return 1;
            }
            for (int p = step.piece; p < step.piece + step.count; p++) {
                if (step.slice >= playhead && !done.contains(step.slice)) {
                    said.merge(List.of(step.slice, p, step.link), step.mark, Math::max);
                }
            }
            return 0;
        }

        long links(int slice, int piece, int least) {
            long links = 0;
            for (int link : LINKS) {
                Integer mark = said.get(List.of(slice, piece, link));
                links |= mark != null && mark >= least ? 1L << link : 0;
            }
            return links;
        }
    }

    private static void play(List<Step> steps) {
        HolderMap map = new HolderMap(SLOTS, PIECES);
        Model model = new Model();
        for (Step step : steps) {
            switch (step.kind) {
                case HEARD -> {
                    Have have =
                            new Have(
                                    step.link,
                                    List.of(
                                            new PieceRun(
                                                    step.slice,
                                                    step.piece,
                                                    step.count,
                                                    step.mark)));
                    int strange =
                            map.heard(step.link, have, model.playhead, model.playhead + SLOTS);
                    assertThat(strange).isEqualTo(model.heard(step));
                    assertThat(map.roles(step.link)).isEqualTo(step.link);
                }
                case LACKS -> {
                    map.lacks(step.link, step.slice, step.piece);
                    model.said.remove(List.of(step.slice, step.piece, step.link));
                }
                case DONE -> {
                    // Only slices of the window are completed here.
                    if (step.slice >= model.playhead && step.slice < model.playhead + SLOTS) {
                        map.done(step.slice);
                        model.done.add(step.slice);
                        model.said.keySet().removeIf(key -> key.get(0) == step.slice);
                    }
                }
                case FORGET -> {
                    map.forget(step.link);
                    model.said.keySet().removeIf(key -> key.get(2) == step.link);
                    assertThat(map.roles(step.link)).isZero();
                }
                default -> model.playhead += step.count;
            }
            compare(map, model);
        }
    }

    private static void compare(HolderMap map, Model model) {
        for (int slice = model.playhead; slice < model.playhead + 2 * SLOTS; slice++) {
            for (int piece = 0; piece <= PIECES + 1; piece++) {
                assertThat(map.holders(slice, piece))
                        .as("holders of %s.%s", slice, piece)
                        .isEqualTo(model.links(slice, piece, Have.HERE));
                assertThat(map.promised(slice, piece))
                        .as("promised %s.%s", slice, piece)
                        .isEqualTo(model.links(slice, piece, Have.COMING));
            }
        }
    }

    @Test
    void knowsOfEachPieceAheadWhatItsNeighboursSaidLast() {
        Property.of("a map of holders", HolderMapTest::steps).runs(300).holds(HolderMapTest::play);
    }

    @Test
    void countsEveryRunThatNobodyCanHaveAndKeepsNoneOfThem() {
        HolderMap map = new HolderMap(SLOTS, PIECES);
        List<PieceRun> runs = new ArrayList<>();
        for (int i = 0; i < PieceRun.RUNS_MAX; i++) {
            runs.add(new PieceRun(Integer.MAX_VALUE - PieceRun.RUNS_MAX + i, 0, 1, Have.HERE));
        }
        assertThat(map.heard(3, new Have(0, runs), 100, 100 + SLOTS)).isEqualTo(PieceRun.RUNS_MAX);
        PieceRun tooMany = new PieceRun(101, 0, PieceRun.PIECES_MAX, Have.HERE);
        assertThat(map.heard(3, new Have(0, List.of(tooMany)), 100, 100 + SLOTS)).isEqualTo(1);
        PieceRun past = new PieceRun(99, 0, 1, Have.HERE);
        assertThat(map.heard(3, new Have(0, List.of(past)), 100, 100 + SLOTS)).isZero();

        for (int slice = 92; slice < 108; slice++) {
            assertThat(map.promised(slice, 0)).isZero();
        }
        assertThat(map.promised(Integer.MAX_VALUE - 1, 0)).isZero();
    }

    @Test
    void whatIsSaidOfASliceThatIsCompleteHereIsForgottenAtOnce() {
        HolderMap map = new HolderMap(SLOTS, PIECES);
        Have have = new Have(0, List.of(new PieceRun(101, 0, PIECES, Have.HERE)));
        map.done(101);
        map.heard(3, have, 100, 100 + SLOTS);
        assertThat(map.holders(101, 0)).as("said after it was complete").isZero();
        Have next = new Have(0, List.of(new PieceRun(101 + SLOTS, 0, 1, Have.HERE)));
        map.heard(3, next, 102, 102 + SLOTS);

        assertThat(map.holders(101 + SLOTS, 0)).as("the next in its place").isEqualTo(1L << 3);
    }
}
