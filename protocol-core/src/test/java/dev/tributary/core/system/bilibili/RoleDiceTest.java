package dev.tributary.core.system.bilibili;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.PullScene;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.testkit.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The market of roles: eight classes, dice every 2 to 4 s, a room of 2,500 kbit/s. */
class RoleDiceTest {
    private static final int CLASSES = 8;

    /** An uplink that makes four copies of a class; two copies; none. */
    private static final int STRONG = 8_000;

    private static final int MIDDLE = 1_000;

    private final RoomSettings room = Settings.of(BilibiliSystem.SYSTEM).build();

    /** Viewers who all know each other. */
    private final class Market {
        final List<PullScene> scenes = new ArrayList<>();
        final List<RoleDice> dice = new ArrayList<>();
        long nowMillis;

        Market(int viewers, int uplinkKbps, int seed) {
            for (int i = 0; i < viewers; i++) {
                PullScene scene = new PullScene(room, seed * 1_000 + i);
                scene.uplinkKbps = uplinkKbps;
                for (int link = 0; link < viewers - 1; link++) {
                    scene.link().ready = false;
                }
                scenes.add(scene);
                dice.add(new RoleDice(room));
            }
        }

        void connected(boolean yes) {
            for (PullScene scene : scenes) {
                scene.links.forEach(link -> link.ready = yes);
            }
        }

        /** Everybody tells its roles every half a second, and looks every 200 ms. */
        void until(long millis) {
            for (; nowMillis < millis; nowMillis += 100) {
                if (nowMillis % 500 == 0) {
                    tell();
                }
                for (int i = 0; i < dice.size() && nowMillis % 200 == 0; i++) {
                    dice.get(i).look(nowMillis * Rooms.MILLI, scenes.get(i), scenes.get(i));
                }
            }
        }

        private void tell() {
            for (int i = 0; i < dice.size(); i++) {
                for (int other = 0; other < dice.size(); other++) {
                    if (other != i) {
                        int link = other < i ? other : other - 1;
                        scenes.get(i).links.get(link).roles = dice.get(other).roles();
                    }
                }
            }
        }

        int seeds(int classNumber) {
            return (int) dice.stream().filter(d -> (d.roles() >> classNumber & 1) != 0).count();
        }

        double seeds() {
            int sum = 0;
            for (int m = 0; m < CLASSES; m++) {
                sum += seeds(m);
            }
            return (double) sum / CLASSES;
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 8000, 6", "40, 8000, 11", "20, 1000, 9", "10, 100, 10", "2, 8000, 1"})
    void fromAllLeechTheRolesBecomeAsManyAsWanted(int viewers, int uplinkKbps, int wanted) {
        for (int seed = 1; seed <= 5; seed++) {
            Market market = new Market(viewers, uplinkKbps, seed);
            market.connected(true);
            market.until(30_000);

            assertThat(market.seeds()).isBetween(wanted * 0.9, wanted * 1.1 + 0.25);
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 8000, 6", "40, 8000, 11", "20, 1000, 9"})
    void fromAllSeedTheRolesBecomeAsManyAsWanted(int viewers, int uplinkKbps, int wanted) {
        for (int seed = 1; seed <= 5; seed++) {
            Market market = new Market(viewers, uplinkKbps, seed);
            market.until(10_000);
            assertThat(market.seeds()).as("alone everybody is all").isEqualTo(viewers);
            market.connected(true);
            market.until(40_000);

            assertThat(market.seeds()).isBetween(wanted * 0.9, wanted * 1.1 + 0.25);
        }
    }

    @Test
    void whenHalfOfTheSeedsLeaveOthersTakeTheirPlace() {
        Market market = new Market(20, STRONG, 3);
        market.connected(true);
        market.until(30_000);
        for (int i = 0; i < 10; i++) {
            for (int other = 0; other < 20; other++) {
                if (other != i) {
                    market.scenes.get(other).links.get(i < other ? i : i - 1).ready = false;
                }
            }
        }
        List<RoleDice> gone = new ArrayList<>(market.dice.subList(0, 10));
        market.until(45_000);

        int sum = 0;
        for (RoleDice left : market.dice) {
            sum += gone.contains(left) ? 0 : Integer.bitCount(left.roles());
        }
        assertThat((double) sum / CLASSES).as("of ten viewers").isBetween(2.7, 3.6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void onAverageAsManyBecomeSeedsAsAreTooFew(int seeds) {
        int changed = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            for (int viewer = seeds; viewer < 20; viewer++) {
                PullScene scene = crowd(seeds, trial * 31 + viewer);
                RoleDice dice = new RoleDice(room);
                dice.look(0, scene, scene);
                dice.look(2_000 * Rooms.MILLI, scene, scene);
                changed += Integer.bitCount(dice.roles());
            }
        }

        assertThat((double) changed / trials / CLASSES)
                .isBetween(6 - seeds - 0.15, 6 - seeds + 0.15);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 10, 20})
    void onAverageAsManyGiveUpAsAreTooMany(int seeds) {
        int changed = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            for (int viewer = 0; viewer < seeds; viewer++) {
                PullScene scene = crowd(seeds - 1, trial * 31 + viewer);
                scene.links.forEach(link -> link.ready = false);
                RoleDice dice = new RoleDice(room);
                dice.look(0, scene, scene);
                dice.look(2_000 * Rooms.MILLI, scene, scene);
                assertThat(Integer.bitCount(dice.roles())).isEqualTo(CLASSES);
                scene.links.forEach(link -> link.ready = true);
                dice.look(6_000 * Rooms.MILLI, scene, scene);
                changed += CLASSES - Integer.bitCount(dice.roles());
            }
        }

        assertThat((double) changed / trials / CLASSES).isBetween(seeds - 6 - 0.2, seeds - 6 + 0.2);
    }

    /** A viewer of 20 with so many neighbours that are seeds of all classes. */
    private PullScene crowd(int seeds, int seed) {
        PullScene scene = new PullScene(room, seed);
        scene.uplinkKbps = STRONG;
        for (int link = 0; link < 19; link++) {
            scene.link().roles = link < seeds ? (1 << CLASSES) - 1 : 0;
        }
        return scene;
    }

    @Test
    void whoCannotUploadIsNeverASeed() {
        Market market = new Market(10, 0, 1);
        market.until(10_000);
        market.connected(true);
        market.until(60_000);

        assertThat(market.seeds()).isZero();
    }

    @Test
    void theDiceAreThrownAtMostEveryTwoSecondsAndAtLeastEveryFour() {
        PullScene scene = new PullScene(room, 4);
        scene.uplinkKbps = MIDDLE;
        RoleDice dice = new RoleDice(room);
        dice.look(0, scene, scene);
        dice.look(1_999 * Rooms.MILLI, scene, scene);
        assertThat(dice.roles()).as("alone: a seed of all").isEqualTo((1 << CLASSES) - 1);
        for (int link = 0; link < 63; link++) {
            scene.link().roles = (1 << CLASSES) - 1;
        }
        int before = dice.roles();
        long last = 1_999;
        for (long millis = 2_000; millis < 60_000; millis++) {
            dice.look(millis * Rooms.MILLI, scene, scene);
            if (dice.roles() != before) {
                assertThat(millis - last).isGreaterThanOrEqualTo(1_999);
                before = dice.roles();
                last = millis;
            }
        }
        assertThat(dice.roles()).isZero();
    }
}
