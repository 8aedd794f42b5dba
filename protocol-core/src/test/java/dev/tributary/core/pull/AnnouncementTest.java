package dev.tributary.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.PieceRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told against what was added; that runs are ascending and disjoint the message checks. */
class AnnouncementTest {
    /** 98 chunks in pieces of 30: four, the last of 8. */
    private static final MediaLayout LAYOUT = new MediaLayout(1_000, 1, 30);

    private final SliceBuffer buffer = new SliceBuffer(LAYOUT, 10_000);
    private final PieceTable table = new PieceTable(buffer.slots());
    private final Announcement announcement = new Announcement(LAYOUT, buffer, table);

    private record Added(int slice, int piece, int mark) {}

    private static List<Added> additions(Choices c) {
        List<Added> added = new ArrayList<>();
        int length = c.between(0, 60);
        for (int i = 0; i < length; i++) {
            added.add(new Added(c.between(1, 5), c.between(0, 6), c.between(0, 1)));
        }
        return added;
    }

    private static Map<Long, Integer> told(Have have) {
        Map<Long, Integer> told = new TreeMap<>();
        for (PieceRun run : have.pieces()) {
            for (int piece = run.first(); piece < run.end(); piece++) {
                assertThat(told.put((long) run.slice() << 32 | piece, run.mark())).isNull();
            }
        }
        return told;
    }

    @Test
    void newsAreWhatWasAddedAndThatAPieceIsHereWinsOverThatItComes() {
        Property.of("news", AnnouncementTest::additions)
                .holds(
                        added -> {
                            Announcement fresh = new Announcement(LAYOUT, buffer, table);
                            Map<Long, Integer> wanted = new TreeMap<>();
                            for (Added one : added) {
                                fresh.add(one.slice, one.piece, one.mark);
                                long key = (long) one.slice << 32 | one.piece;
                                wanted.merge(key, one.mark, Math::max);
                            }
                            assertThat(fresh.any()).isEqualTo(!added.isEmpty());
                            Have have = fresh.news(77);
                            assertThat(told(have)).isEqualTo(wanted);
                            assertThat(have.roles()).isEqualTo(77);
                            assertThat(fresh.any()).isFalse();
                            assertThat(longest(have)).as("runs are as long as can be").isTrue();
                        });
    }

    private static boolean longest(Have have) {
        for (int i = 1; i < have.pieces().size(); i++) {
            PieceRun one = have.pieces().get(i - 1);
            PieceRun next = have.pieces().get(i);
            if (one.slice() == next.slice()
                    && one.end() == next.first()
                    && one.mark() == next.mark()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void whatDoesNotFitIntoOneMessageIsInTheNext() {
        Map<Long, Integer> wanted = new LinkedHashMap<>();
        for (int i = 0; i < 3 * PieceRun.RUNS_MAX; i++) {
            announcement.add(1 + i % 7, 2 * (i / 7), Have.HERE);
            wanted.put((long) (1 + i % 7) << 32 | 2L * (i / 7), Have.HERE);
        }
        Map<Long, Integer> all = new LinkedHashMap<>();
        int messages = 0;
        while (announcement.any()) {
            Have have = announcement.news(0);
            assertThat(have.pieces()).hasSizeLessThanOrEqualTo(PieceRun.RUNS_MAX);
            told(have).forEach((key, mark) -> assertThat(all.put(key, mark)).isNull());
            messages++;
        }

        assertThat(all).isEqualTo(wanted);
        assertThat(messages).isEqualTo(3);
    }

    @Test
    void theLargestPiecesAndSlicesAreTold() {
        announcement.add(SliceHeader.NUMBER_MAX, PieceRun.PIECES_MAX - 1, Have.HERE);
        announcement.add(Integer.MAX_VALUE, 0, Have.COMING);

        assertThat(announcement.news(0).pieces())
                .containsExactly(
                        new PieceRun(SliceHeader.NUMBER_MAX, PieceRun.PIECES_MAX - 1, 1, Have.HERE),
                        new PieceRun(Integer.MAX_VALUE, 0, 1, Have.COMING));
    }

    private record Block(int slice, int number) {}

    private static List<Block> blocks(Choices c) {
        List<Block> blocks = new ArrayList<>();
        int length = c.between(0, 40);
        for (int i = 0; i < length; i++) {
            blocks.add(new Block(c.between(15, 22), c.between(0, 6)));
        }
        return blocks;
    }

    @Test
    void allIsExactlyWhatIsWholeFromFiveSecondsBehindThePlayheadOn() {
        Property.of("blocks that came", AnnouncementTest::blocks)
                .holds(
                        blocks -> {
                            SliceBuffer kept = new SliceBuffer(LAYOUT, 10_000);
                            PieceTable known = new PieceTable(kept.slots());
                            Announcement one = new Announcement(LAYOUT, kept, known);
                            for (Block block : blocks) {
                                take(kept, known, block);
                            }
                            Map<Long, Integer> wanted = new TreeMap<>();
                            for (int slice = 16; slice <= 22; slice++) {
                                for (int piece = 0; piece < 4; piece++) {
                                    if (whole(kept, slice, piece)) {
                                        wanted.put((long) slice << 32 | piece, Have.HERE);
                                    }
                                }
                            }
                            assertThat(told(one.all(21, 3))).isEqualTo(wanted);
                        });
    }

    /** As {@code PulledSupply} does. */
    private static void take(SliceBuffer kept, PieceTable known, Block block) {
        if (kept.add(Rooms.block(block.slice, block.number)) == 0) {
            return;
        }
        int piece = block.number / 2;
        if (whole(kept, block.slice, piece)) {
            known.came(block.slice, 4, piece);
        }
        if (kept.complete(block.slice)) {
            known.clear(block.slice);
        }
    }

    private static boolean whole(SliceBuffer kept, int slice, int piece) {
        boolean whole = true;
        for (int chunk = 30 * piece; chunk < Math.min(Rooms.CHUNKS, 30 * piece + 30); chunk++) {
            whole &= kept.has(slice, chunk);
        }
        return whole;
    }
}
