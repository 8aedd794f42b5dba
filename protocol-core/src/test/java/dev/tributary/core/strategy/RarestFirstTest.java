package dev.tributary.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Rng;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.PullScene;
import dev.tributary.core.testkit.Rooms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RarestFirstTest {
    private record Example(int links, int credit, List<Long> holders) {}

    private static Example example(Choices c) {
        int links = c.oneOf(1, 2, 5, 64);
        List<Long> holders = new ArrayList<>();
        int pieces = c.between(0, 30);
        for (int i = 0; i < pieces; i++) {
            long bits = c.between(0, Long.MAX_VALUE - 1) << c.between(0, 1);
            holders.add(links == 64 ? bits : bits & (1L << links) - 1);
        }
        return new Example(links, c.between(1, 4), holders);
    }

    private static PullScene scene(Example example) {
        PullScene scene = new PullScene(Rooms.douyu(), 1);
        scene.credit = example.credit;
        for (int i = 0; i < example.links; i++) {
            scene.link();
        }
        for (int i = 0; i < example.holders.size(); i++) {
            // The largest slice numbers and pieces that there are.
            int slice = Integer.MAX_VALUE - 10 + i / 4;
            scene.missing(slice, 8_188 + i % 4, 8_192, 0, example.holders.get(i));
        }
        return scene;
    }

    @Test
    void theRarestIsAskedForFirstThenTheOneThatIsDueFirst() {
        Property.of("missing pieces", RarestFirstTest::example)
                .holds(
                        example -> {
                            PullScene scene = scene(example);
                            RarestFirst rarest = new RarestFirst();
                            List<PullScene.Piece> wanted = new ArrayList<>();
                            while (scene.next()) {
                                if (scene.holders() != 0) {
                                    rarest.add(scene);
                                }
                            }
                            for (PullScene.Piece piece : scene.pieces) {
                                if (piece.holders != 0) {
                                    wanted.add(piece);
                                }
                            }
                            rarest.ask(scene, new Rng(3));
                            wanted.sort(Comparator.comparingInt(p -> Long.bitCount(p.holders)));
                            List<String> order = new ArrayList<>();
                            for (PullScene.Piece piece : wanted) {
                                if (piece.askedLink >= 0) {
                                    order.add(piece.askedLink + ": " + piece);
                                }
                            }
                            assertThat(scene.asked).isEqualTo(order);
                            everybodyDidWhatItCould(scene);
                        });
    }

    /** No piece is left while one of its holders would have taken it. */
    private static void everybodyDidWhatItCould(PullScene scene) {
        for (PullScene.Piece piece : scene.pieces) {
            if (piece.askedLink >= 0) {
                assertThat(piece.holders & 1L << piece.askedLink).isNotZero();
            }
            for (long rest = piece.askedLink < 0 ? piece.holders : 0; rest != 0; rest &= rest - 1) {
                int link = Long.numberOfTrailingZeros(rest);
                assertThat(scene.links.get(link).inFlight).isEqualTo(scene.credit);
            }
        }
    }

    @Test
    void eachHolderIsDrawnEquallyOften() {
        int[] drawn = new int[64];
        Rng rng = new Rng(9);
        for (int i = 0; i < 10_000; i++) {
            PullScene scene = new PullScene(Rooms.douyu(), 1);
            for (int link = 0; link < 64; link++) {
                scene.link();
            }
            long holders = 1L << 3 | 1L << 17 | 1L << 40 | 1L << 63;
            scene.missing(5, 0, 1, 0, holders);
            scene.next();
            assertThat(RarestFirst.askAny(scene, rng)).isTrue();
            drawn[scene.askedLink()]++;
        }

        assertThat(drawn[3] + drawn[17] + drawn[40] + drawn[63]).isEqualTo(10_000);
        for (int link : new int[] {3, 17, 40, 63}) {
            assertThat(drawn[link]).isBetween(2_350, 2_650);
        }
    }
}
