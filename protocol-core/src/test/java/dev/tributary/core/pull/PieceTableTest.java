package dev.tributary.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table against a plain map from piece to whom it was asked of. */
class PieceTableTest {
    private static final int SLOTS = 4;
    private static final int LINKS = 3;
    private static final int PIECES = 4;

    private enum Kind {
        ASK,
        FETCH,
        CAME,
        END,
        CLEAR,
        FORGET
    }

    private record Step(Kind kind, int slice, int pieces, int piece, int link) {}

    private record Entry(Kind kind, int number, long since, long until) {}

    private static List<Step> steps(Choices c) {
        List<Step> steps = new ArrayList<>();
        int length = c.between(1, 80);
        for (int i = 0; i < length; i++) {
            int pieces = c.between(1, PIECES);
            steps.add(
                    new Step(
                            Kind.values()[c.between(0, 5)],
                            c.between(1, 12),
                            pieces,
                            c.between(0, pieces - 1),
                            c.between(0, LINKS - 1)));
        }
        return steps;
    }

    private static final class Model {
        final Map<Integer, Integer> owner = new LinkedHashMap<>();
        final Map<Integer, Map<Integer, Entry>> pieces = new LinkedHashMap<>();

        /** The slot belongs to the newest slice that anything was said of. */
        boolean claim(int slice) {
            int slot = slice % SLOTS;
            int held = owner.getOrDefault(slot, 0);
            if (held > slice) {
                return false;
            }
            if (held != slice) {
                pieces.remove(held);
                owner.put(slot, slice);
            }
            return true;
        }

        void set(int slice, int piece, Entry entry) {
            if (claim(slice)) {
                pieces.computeIfAbsent(slice, s -> new LinkedHashMap<>()).put(piece, entry);
            }
        }

        Entry get(int slice, int piece) {
            Map<Integer, Entry> of = pieces.get(slice);
            return of == null ? null : of.get(piece);
        }

        long inFlight(int link) {
            return pieces.values().stream()
                    .flatMap(of -> of.values().stream())
                    .filter(e -> e.kind == Kind.ASK && e.number == link)
                    .count();
        }
    }

    private static void play(List<Step> steps) {
        PieceTable table = new PieceTable(SLOTS);
        Model model = new Model();
        long now = 0;
        for (Step step : steps) {
            now++;
            int s = step.slice;
            switch (step.kind) {
                case ASK -> {
                    table.ask(now, s, step.pieces, step.piece, step.link, now + 100);
                    model.set(s, step.piece, new Entry(Kind.ASK, step.link, now, now + 100));
                }
                case FETCH -> {
                    table.fetch(s, step.pieces, step.piece, step.link + 7);
                    model.set(s, step.piece, new Entry(Kind.FETCH, step.link + 7, 0, 0));
                }
                case CAME -> {
                    table.came(s, step.pieces, step.piece);
                    model.set(s, step.piece, new Entry(Kind.CAME, 0, 0, 0));
                }
                case END -> {
                    table.end(s, step.piece);
                    model.pieces.getOrDefault(s, new LinkedHashMap<>()).remove(step.piece);
                }
                case CLEAR -> {
                    table.clear(s);
                    model.pieces.remove(s);
                }
                default -> {
                    table.forget(step.link);
                    model.pieces
                            .values()
                            .forEach(
                                    of ->
                                            of.values()
                                                    .removeIf(
                                                            e ->
                                                                    e.kind == Kind.ASK
                                                                            && e.number
                                                                                    == step.link));
                }
            }
            compare(table, model);
        }
    }

    private static void compare(PieceTable table, Model model) {
        for (int link = 0; link < LINKS; link++) {
            assertThat(table.inFlight(link))
                    .as("link %s", link)
                    .isEqualTo((int) model.inFlight(link));
        }
        for (int slice = 1; slice <= 12; slice++) {
            for (int piece = 0; piece < PIECES; piece++) {
                Entry entry = model.get(slice, piece);
                Kind kind = entry == null ? null : entry.kind;
                String name = slice + "." + piece;
                assertThat(table.link(slice, piece))
                        .as("link of %s", name)
                        .isEqualTo(kind == Kind.ASK ? entry.number : LinkTable.NO_LINK);
                assertThat(table.request(slice, piece))
                        .as("request of %s", name)
                        .isEqualTo(kind == Kind.FETCH ? entry.number : 0);
                assertThat(table.here(slice, piece)).as(name).isEqualTo(kind == Kind.CAME);
                if (kind == Kind.ASK) {
                    assertThat(table.sinceNanos(slice, piece)).isEqualTo(entry.since);
                    assertThat(table.untilNanos(slice, piece)).isEqualTo(entry.until);
                }
            }
        }
    }

    @Test
    void aPieceIsAskedOfOnePlaceAndLinksCountWhatIsOnItsWay() {
        Property.of("a table of pieces", PieceTableTest::steps)
                .runs(3_000)
                .holds(PieceTableTest::play);
    }

    @Test
    void aSliceMayTurnOutToHaveMorePiecesThanAnIndexSaid() {
        PieceTable table = new PieceTable(SLOTS);
        table.ask(5, 9, 2, 1, 0, 50);
        table.ask(6, 9, 4, 3, 2, 60);

        assertThat(table.link(9, 1)).isZero();
        assertThat(table.untilNanos(9, 1)).isEqualTo(50);
        assertThat(table.link(9, 3)).isEqualTo(2);
        assertThat(table.untilNanos(9, 3)).isEqualTo(60);
        table.clear(9);
        assertThat(table.inFlight(0) + table.inFlight(2)).isZero();
    }
}
