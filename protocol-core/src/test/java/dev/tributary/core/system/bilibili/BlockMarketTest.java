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
import org.junit.jupiter.params.provider.ValueSource;

class BlockMarketTest {
    private final RoomSettings room = Settings.of(BilibiliSystem.SYSTEM).build();
    private final BlockMarket market = new BlockMarket(room);

    private PullScene scene(int pieces, long holders) {
        PullScene scene = new PullScene(room, 2);
        scene.credit = 4;
        for (int slice = 21; slice < 61; slice++) {
            for (int piece = 0; piece < pieces; piece++) {
                scene.missing(slice, piece, pieces, 8_000 * Rooms.MILLI, holders);
            }
        }
        return scene;
    }

    private void round(PullScene scene, long millis) {
        scene.rewind();
        market.round(millis * Rooms.MILLI, scene, scene, scene);
    }

    @Test
    void aLeechAsksNeighboursAndLeavesTheCdnAlone() {
        PullScene scene = scene(21, 0x7);
        scene.uplinkKbps = 0;
        for (int link = 0; link < 4; link++) {
            scene.link();
        }
        for (int i = 0; i < 50; i++) {
            round(scene, 200L * i);
        }

        assertThat(market.roles()).isZero();
        assertThat(scene.fetched).isEmpty();
        assertThat(scene.asked).hasSize(12).noneMatch(one -> one.startsWith("3:"));
    }

    @Test
    void whoIsAloneTakesEverythingAsSoonAsItIsListed() {
        PullScene scene = scene(21, 0);
        round(scene, 0);
        round(scene, 2_000);

        assertThat(market.roles()).isEqualTo(0xff);
        assertThat(scene.fetched).hasSize(scene.pieces.size());
        assertThat(scene.fetched).allMatch(one -> one.endsWith(" CDN_OWN"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 16, 21})
    void aSeedOfSomeClassesTakesThemAloneAndEachClassHasItsShareOfAnySegments(int pieces) {
        PullScene scene = scene(pieces, 0);
        for (int link = 0; link < 20; link++) {
            scene.link();
        }
        long millis = 0;
        while (Integer.bitCount(market.roles()) < 3 && millis < 60_000) {
            scene.pieces.clear();
            round(scene, millis);
            millis += 200;
            for (int link = 0; link < 2; link++) {
                scene.links.get(link).roles = 0xff;
            }
        }
        int roles = market.roles();
        PullScene all = scene(pieces, 0);
        round(all, millis - 100);

        List<String> wanted = new ArrayList<>();
        for (PullScene.Piece piece : all.pieces) {
            int blockClass = (int) (((long) piece.slice * pieces + piece.number) % 8);
            if ((roles & 1 << blockClass) != 0) {
                wanted.add(piece + " CDN_OWN");
            }
        }
        assertThat(market.roles()).isEqualTo(roles);
        assertThat(all.fetched).isEqualTo(wanted);
        assertThat(wanted).hasSize(all.pieces.size() * Integer.bitCount(roles) / 8);
    }
}
