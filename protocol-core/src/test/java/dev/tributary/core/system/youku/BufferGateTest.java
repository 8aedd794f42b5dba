package dev.tributary.core.system.youku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.testkit.PullScene;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where chunks come from, by the buffer: slices of a second with four chunks, 21 at the end. */
class BufferGateTest {
    private final RoomSettings room = Settings.of(YoukuSystem.SYSTEM).build();
    private final BufferGate gate = new BufferGate(room);

    /** A viewer with so much buffer that misses the slices behind it, up to ten seconds ahead. */
    private PullScene scene(long bufferedMillis, long holders) {
        PullScene scene = new PullScene(room, 1);
        scene.bufferedNanos = bufferedMillis * Rooms.MILLI;
        for (int link = 0; link < 4; link++) {
            scene.link();
        }
        for (long at = bufferedMillis; at < 10_000; at += 1_000) {
            for (int piece = 0; piece < 4; piece++) {
                int slice = 21 + (int) (at / 1_000);
                scene.missing(slice, piece, 4, at * Rooms.MILLI, holders);
            }
        }
        return scene;
    }

    private PullScene round(PullScene scene) {
        scene.rewind();
        gate.round(0, scene, scene, scene);
        return scene;
    }

    private void leaveCdn() {
        round(scene(6_500, 0xf));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000, 3_999, 4_999})
    void belowFiveSecondsTheCdnIsAskedInTheSameTick(long millis) {
        leaveCdn();
        PullScene scene = round(scene(millis, 0xf));

        assertThat(scene.fetched).contains(scene.pieces.get(0) + " " + MediaSource.CDN_FALLBACK);
        for (PullScene.Piece piece : scene.pieces) {
            boolean near = piece.showNanos < 6_500 * Rooms.MILLI;
            assertThat(piece.state == Holes.State.CDN).as("%s", piece).isEqualTo(near);
        }
        assertThat(scene.asked).as("the rest is dealt").isNotEmpty();
    }

    @Test
    void whatIsMissingFirstComesFromTheCdnWhoeverWasAskedForIt() {
        leaveCdn();
        PullScene scene = scene(4_000, 0xf);
        for (PullScene.Piece piece : scene.pieces) {
            piece.state = Holes.State.ASKED;
            piece.askedLink = 0;
        }
        round(scene);

        assertThat(scene.fetched).containsExactly("25.0 CDN_FALLBACK");
    }

    @Test
    void betweenFiveAndSixAndAHalfSecondsItStaysAsItIs() {
        assertThat(round(scene(6_499, 0xf)).fetched).as("at the start").isNotEmpty();
        assertThat(round(scene(5_500, 0xf)).fetched).isNotEmpty();
        assertThat(round(scene(6_500, 0xf)).fetched).isEmpty();
        assertThat(round(scene(5_000, 0xf)).fetched).isEmpty();
        assertThat(round(scene(4_999, 0xf)).fetched).isNotEmpty();
        assertThat(round(scene(6_000, 0xf)).fetched).isNotEmpty();
        assertThat(round(scene(7_000, 0xf)).fetched).isEmpty();
    }

    @Test
    void whileTheCdnTakesNothingNeighboursAreAskedForWhatIsNearToo() {
        PullScene scene = scene(3_000, 0xf);
        scene.edgeReady = false;
        round(scene);

        assertThat(scene.asked.subList(0, 4))
                .containsExactly("0: 24.0", "1: 24.1", "2: 24.2", "3: 24.3");
    }

    @Test
    void aShareOfTheViewersTakesWhatNobodyHasAndTheyAreOthersForEachChunk() {
        int viewers = 500;
        int chunks = 0;
        int taken = 0;
        int both = 0;
        int[] byViewer = new int[viewers];
        for (int slice = 1_000; slice < 1_050; slice++) {
            for (int piece = 0; piece < 4; piece++) {
                int here = 0;
                boolean before = false;
                for (int viewer = 0; viewer < viewers; viewer++) {
                    boolean now = takes(viewer + 1, slice, piece);
                    here += now ? 1 : 0;
                    byViewer[viewer] += now ? 1 : 0;
                    both += now && before ? 1 : 0;
                    before = now;
                }
                assertThat(here).as("%s.%s", slice, piece).isBetween(40, 115);
                taken += here;
                chunks++;
            }
        }

        double all = (double) viewers * chunks;
        assertThat(taken / all).isBetween(0.13, 0.17);
        assertThat(both / all).as("neighbouring numbers").isBetween(0.0200, 0.0250);
        for (int mine : byViewer) {
            assertThat(mine).as("of 200 chunks").isBetween(10, 55);
        }
    }

    private boolean takes(int self, int slice, int piece) {
        PullScene scene = new PullScene(room, 1);
        scene.self = self;
        scene.bufferedNanos = 8_000 * Rooms.MILLI;
        scene.missing(slice, piece, 4, 8_000 * Rooms.MILLI, 0);
        round(scene);
        return !scene.fetched.isEmpty();
    }

    @Test
    void whatIsNearIsNotTakenByAShareOfTheViewersAndNobodysShareMayBeNone() {
        PullScene near = scene(5_000, 0);
        near.pieces.removeIf(piece -> piece.showNanos > 5_000 * Rooms.MILLI);
        leaveCdn();
        for (int self = 1; self < 100; self++) {
            near.self = self;
            round(near);
        }
        assertThat(near.fetched).isEmpty();

        RoomSettings none =
                Settings.of(YoukuSystem.SYSTEM)
                        .everyKnob(k -> k.usual())
                        .number("selfSelect", 0)
                        .build();
        BufferGate nobody = new BufferGate(none);
        PullScene scene = scene(8_000, 0);
        for (int self = 1; self < 100; self++) {
            scene.self = self;
            scene.rewind();
            nobody.round(0, scene, scene, scene);
        }
        assertThat(scene.fetched).isEmpty();
    }

    @Test
    void patienceIsTwiceTheServiceTimeWithinBounds() {
        PullScene scene = scene(8_000, 0);
        for (int service : List.of(0, 1, 100, 300, 900, 1_500)) {
            scene.links.get(0).service = service;
            long wanted = service == 0 ? 2_000 : Math.max(400, Math.min(2_000, 2 * service));
            assertThat(gate.patienceNanos(scene, 0)).isEqualTo(wanted * Rooms.MILLI);
        }
    }

    @Test
    void theWorstIsGivenUpAfterTwentyAnswersWhenFarBelowTheMedian() {
        Review review = new Review(15 * Rooms.SECOND);
        PullScene scene = new PullScene(room, 1);
        for (int link = 0; link < 5; link++) {
            scene.link().goodput = 8_000;
            scene.links.get(link).answers = 100;
            scene.links.get(link).service = 100;
        }
        PullScene.Link worst = scene.links.get(3);
        worst.goodput = 10;
        worst.success = 0;
        worst.service = 2_000;
        worst.answers = 19;
        review.look(0, scene, scene);
        review.look(15 * Rooms.SECOND, scene, scene);
        assertThat(scene.evicted).as("19 answers").isEqualTo(-1);
        worst.answers = 20;
        review.look(29_999 * Rooms.MILLI, scene, scene);
        assertThat(scene.evicted).as("not yet time").isEqualTo(-1);
        review.look(30 * Rooms.SECOND, scene, scene);
        assertThat(scene.evicted).isEqualTo(3);
        scene.evicted = -1;
        // 270 of 900: just not worse than three tenths of the median.
        worst.success = 900;
        worst.service = 100_000;
        review.look(60 * Rooms.SECOND, scene, scene);
        assertThat(scene.evicted).as("three tenths").isEqualTo(-1);
        worst.ready = false;
        worst.success = 0;
        review.look(90 * Rooms.SECOND, scene, scene);
        assertThat(scene.evicted).as("it is none").isEqualTo(-1);
    }
}
