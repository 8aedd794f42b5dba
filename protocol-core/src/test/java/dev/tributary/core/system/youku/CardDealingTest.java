package dev.tributary.core.system.youku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.PullScene;
import dev.tributary.core.testkit.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dealing against the rule in words: in rounds, the best first, each the most urgent card. */
class CardDealingTest {
    private static PullScene scene(Choices c) {
        PullScene scene = new PullScene(Settings.of(YoukuSystem.SYSTEM).build(), 1);
        scene.credit = c.between(1, 3);
        int links = c.between(1, 8);
        for (int i = 0; i < links; i++) {
            PullScene.Link link = scene.link();
            link.ready = c.between(0, 5) > 0;
            link.goodput = c.between(0, 20_000);
            link.success = c.between(0, 1_000);
            link.service = c.between(0, 2_000);
            link.inFlight = c.between(0, scene.credit);
            link.spared = c.between(0, 9) == 9;
        }
        int pieces = c.between(0, 20);
        for (int i = 0; i < pieces; i++) {
            long holders = c.between(0, (1 << links) - 1);
            scene.missing(21 + i / 4, i % 4, 4, 0, holders).tooLate =
                    c.between(0, 9) == 9 && i / 4 < 2;
        }
        return scene;
    }

    /** Slices are late as a whole: a line is that of a slice. */
    private static void sameForTheSlice(PullScene scene) {
        for (PullScene.Piece piece : scene.pieces) {
            PullScene.Piece first =
                    scene.pieces.stream().filter(p -> p.slice == piece.slice).findFirst().get();
            piece.tooLate = first.tooLate;
        }
    }

    private static List<String> rule(PullScene scene) {
        int best = Quality.bestGoodput(scene, scene);
        List<Integer> players = new ArrayList<>();
        int[] credit = new int[scene.links.size()];
        for (int link = 0; link < scene.links.size(); link++) {
            PullScene.Link one = scene.links.get(link);
            credit[link] = one.ready && !one.spared ? scene.credit - one.inFlight : 0;
            players.add(link);
        }
        players.sort(Comparator.comparingInt(link -> -Quality.permille(scene, link, best)));
        List<PullScene.Piece> cards = new ArrayList<>(scene.pieces);
        cards.removeIf(piece -> piece.tooLate);
        List<String> dealt = new ArrayList<>();
        int before = -1;
        while (dealt.size() > before) {
            before = dealt.size();
            for (int link : players) {
                for (PullScene.Piece card : cards) {
                    if (credit[link] > 0 && (card.holders & 1L << link) != 0) {
                        dealt.add(link + ": " + card);
                        credit[link]--;
                        cards.remove(card);
                        break;
                    }
                }
            }
        }
        return dealt;
    }

    @Test
    void followsQualityAndUrgencyAndDealsNoCardTwice() {
        Property.of("a deal", CardDealingTest::scene)
                .runs(3_000)
                .holds(
                        scene -> {
                            sameForTheSlice(scene);
                            List<String> rule = rule(scene);
                            CardDealing dealing = new CardDealing();
                            dealing.begin(scene, scene);
                            while (scene.next()) {
                                if (scene.holders() != 0) {
                                    dealing.add(scene);
                                }
                            }
                            dealing.deal(scene, scene);
                            assertThat(scene.asked).isEqualTo(rule).doesNotHaveDuplicates();
                            scene.asked.clear();
                            forget(scene);
                        });
    }

    /** A law may be checked again on the same example. */
    private static void forget(PullScene scene) {
        scene.rewind();
    }

    @Test
    void qualityIsGoodputAndSuccessAndSpeed() {
        PullScene scene = new PullScene(Settings.of(YoukuSystem.SYSTEM).build(), 1);
        PullScene.Link best = scene.link();
        best.goodput = 8_000;
        best.service = 100;
        PullScene.Link fresh = scene.link();
        PullScene.Link dead = scene.link();
        dead.success = 0;
        dead.service = 60_000;
        scene.link().ready = false;
        scene.links.get(3).goodput = 1_000_000;

        int most = Quality.bestGoodput(scene, scene);
        assertThat(most).as("who is not ready does not count").isEqualTo(8_000);
        assertThat(Quality.permille(scene, 0, most)).isEqualTo(500 + 300 + 100);
        assertThat(Quality.permille(scene, 1, most)).isEqualTo(300 + 200);
        assertThat(Quality.permille(scene, 2, most)).isZero();
        fresh.answers = 1;
        fresh.success = 800;
        assertThat(Quality.permille(scene, 1, most)).as("silent, and so not fast").isEqualTo(240);
    }
}
