package dev.tributary.core.system.novage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.PullScene;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.Settings;
import org.junit.jupiter.api.Test;

/** Two loads by HTTP, three from peers, fifteen seconds of high demand; segments of two. */
class DemandWindowTest {
    private static final RoomSettings ROOM =
            Settings.of(NovageSystem.SYSTEM).bufferMillis(60_000).build();

    private final DemandWindow window = new DemandWindow(ROOM);

    private static PullScene scene(int links, int segments, long holders) {
        PullScene scene = new PullScene(ROOM, 5);
        scene.credit = 1;
        for (int link = 0; link < links; link++) {
            scene.link();
        }
        for (int i = 0; i < segments; i++) {
            scene.missing(11 + i, 0, 1, 2_000L * i * Rooms.MILLI, holders);
        }
        return scene;
    }

    private PullScene round(PullScene scene, long millis) {
        scene.rewind();
        window.round(millis * Rooms.MILLI, scene, scene, scene);
        return scene;
    }

    @Test
    void whatIsNeededSoonComesByHttpWhenALoadIsFreeAndFromPeersOtherwise() {
        PullScene scene = round(scene(8, 20, 0xff), 0);

        assertThat(scene.fetched).containsExactly("11.0 CDN_EMERGENCY", "12.0 CDN_EMERGENCY");
        assertThat(scene.asked).hasSize(3);
        assertThat(scene.pieces.subList(2, 5)).allMatch(p -> p.state == Holes.State.ASKED);
        round(scene, 200);
        assertThat(scene.fetched).hasSize(2);
        assertThat(scene.asked).hasSize(3);
    }

    @Test
    void aLoadFromAPeerGoesOnByHttpWhenALoadIsFree() {
        PullScene scene = round(scene(8, 6, 0xff), 0);
        scene.pieces.subList(0, 2).clear();
        round(scene, 200);

        assertThat(scene.fetched).endsWith("13.0 CDN_EMERGENCY", "14.0 CDN_EMERGENCY");
        assertThat(scene.pieces.get(3).state)
                .as("a peer is free again")
                .isEqualTo(Holes.State.ASKED);
    }

    @Test
    void whatIsNeededLaterComesFromPeersAlone() {
        PullScene scene = scene(8, 20, 0xff);
        scene.pieces.subList(0, 8).clear();
        round(scene, 0);

        assertThat(scene.fetched).isEmpty();
        assertThat(scene.asked).hasSize(3);
        assertThat(scene.pieces.subList(0, 3)).allMatch(p -> p.state == Holes.State.ASKED);
    }

    private static PullScene any(Choices c) {
        PullScene scene = scene(c.between(0, 6), c.between(0, 25), 0);
        for (PullScene.Link link : scene.links) {
            link.ready = c.between(0, 4) > 0;
            link.goodput = c.between(0, 20_000);
        }
        int asked = 0;
        for (PullScene.Piece piece : scene.pieces) {
            piece.holders = c.between(0, 63) & (1L << scene.links.size()) - 1;
            piece.promised = piece.holders;
            if (c.between(0, 5) == 5) {
                piece.state = Holes.State.CDN;
            } else if (asked < scene.links.size() && c.between(0, 5) == 5) {
                piece.state = Holes.State.ASKED;
                piece.askedLink = asked;
                scene.links.get(asked++).inFlight = 1;
            }
        }
        return scene;
    }

    private static long count(PullScene scene, Holes.State state) {
        return scene.pieces.stream().filter(p -> p.state == state).count();
    }

    @Test
    void neverMoreLoadsThanAllowedNorTwoOfOnePeer() {
        Property.of("a window", DemandWindowTest::any)
                .runs(3_000)
                .holds(
                        scene -> {
                            long http = count(scene, Holes.State.CDN);
                            long peers = count(scene, Holes.State.ASKED);
                            scene.rewind();
                            new DemandWindow(ROOM).round(0, scene, scene, scene);
                            assertThat(count(scene, Holes.State.CDN))
                                    .isLessThanOrEqualTo(Math.max(2, http));
                            assertThat(count(scene, Holes.State.ASKED))
                                    .isLessThanOrEqualTo(Math.max(3, peers));
                            for (PullScene.Link link : scene.links) {
                                assertThat(link.inFlight).isBetween(0, 1);
                            }
                            assertThat(scene.fetched)
                                    .allMatch(one -> Integer.parseInt(one.substring(0, 2)) <= 18);
                        });
    }

    @Test
    void thePeerIsDrawnByItsRateButNobodyIsLeftOut() {
        int[] drawn = new int[4];
        for (int i = 0; i < 20_000; i++) {
            PullScene scene = new PullScene(ROOM, i);
            scene.credit = 1;
            for (int link = 0; link < 4; link++) {
                scene.link().goodput = new int[] {8_000, 4_000, 0, 100}[link];
            }
            scene.missing(11, 0, 1, 0, 0xf);
            scene.next();
            assertThat(new WeightedChoice().ask(scene, scene, scene)).isTrue();
            drawn[scene.askedLink()]++;
        }

        // 8,000 and 4,000 and twice a tenth of the best: 13,600 in all.
        assertThat(drawn[0]).isBetween(11_400, 12_100);
        assertThat(drawn[1]).isBetween(5_600, 6_150);
        assertThat(drawn[2]).isBetween(1_050, 1_300);
        assertThat(drawn[3]).isBetween(1_050, 1_300);
    }

    @Test
    void prefetchesOnlyLaterSegmentsThatNobodyHasOrLoads() {
        int loaded = 0;
        for (int seed = 0; seed < 200; seed++) {
            PullScene scene = new PullScene(ROOM, seed);
            scene.link();
            scene.link();
            for (int i = 0; i < 20; i++) {
                PullScene.Piece piece = scene.missing(11 + i, 0, 1, 2_000L * i * Rooms.MILLI, 0);
                piece.promised = i % 3 == 0 ? 1 : 0;
                piece.state = i % 5 == 0 ? Holes.State.CDN : Holes.State.OPEN;
            }
            RandomPrefetch prefetch = new RandomPrefetch(2);
            prefetch.look(0, scene, scene, 2, 15_000 * Rooms.MILLI);
            assertThat(scene.fetched).as("nobody begins with it").isEmpty();
            prefetch.look(999 * Rooms.MILLI, scene, scene, 2, 15_000 * Rooms.MILLI);
            assertThat(scene.fetched).as("within a second").isEmpty();
            prefetch.look(3_000 * Rooms.MILLI, scene, scene, 2, 12_000 * Rooms.MILLI);
            for (String one : scene.fetched) {
                int slice = Integer.parseInt(one.substring(0, 2));
                assertThat(slice).isGreaterThanOrEqualTo(19);
                assertThat((slice - 11) % 3).isPositive();
                assertThat((slice - 11) % 5).isPositive();
            }
            assertThat(scene.fetched).hasSizeLessThanOrEqualTo(2);
            loaded += scene.fetched.size();
        }
        assertThat(loaded).as("as many as can be loaded at a time").isEqualTo(400);
    }

    @Test
    void withoutPeersOrAFreeLoadNothingIsPrefetched() {
        for (int seed = 0; seed < 50; seed++) {
            PullScene alone = scene(0, 20, 0);
            PullScene busy = scene(3, 20, 0);
            RandomPrefetch one = new RandomPrefetch(2);
            RandomPrefetch other = new RandomPrefetch(2);
            for (long millis = 0; millis < 20_000; millis += 200) {
                one.look(millis * Rooms.MILLI, alone, alone, 2, 15_000 * Rooms.MILLI);
                other.look(millis * Rooms.MILLI, busy, busy, 0, 15_000 * Rooms.MILLI);
            }
            assertThat(alone.fetched).isEmpty();
            assertThat(busy.fetched).isEmpty();
        }
    }

    @Test
    void manyViewersTogetherPrefetchAboutWhatIsLeft() {
        int viewers = 20;
        int loads = 0;
        for (int round = 0; round < 200; round++) {
            for (int viewer = 0; viewer < viewers; viewer++) {
                PullScene scene = new PullScene(ROOM, round * 100 + viewer);
                for (int link = 0; link < viewers - 1; link++) {
                    scene.link();
                }
                for (int i = 0; i < 6; i++) {
                    scene.missing(11 + i, 0, 1, 60_000 * Rooms.MILLI, 0);
                }
                RandomPrefetch prefetch = new RandomPrefetch(2);
                prefetch.look(0, scene, scene, 2, 15_000 * Rooms.MILLI);
                prefetch.look(30_000 * Rooms.MILLI, scene, scene, 2, 15_000 * Rooms.MILLI);
                loads += scene.fetched.size();
            }
        }

        assertThat(loads / 200.0).as("loads of six segments").isBetween(5.5, 6.5);
    }
}
