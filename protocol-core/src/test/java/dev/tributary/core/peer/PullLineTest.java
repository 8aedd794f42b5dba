package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.system.bilibili.BilibiliSystem;
import dev.tributary.core.system.novage.NovageSystem;
import dev.tributary.core.system.youku.YoukuSystem;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.CloseReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A viewer that pulls and the CDN: nothing is missing on the screen, whatever the CDN does. */
class PullLineTest {
    static Stream<SystemProfile> systems() {
        return Stream.of(BilibiliSystem.SYSTEM, YoukuSystem.SYSTEM, NovageSystem.SYSTEM);
    }

    private static void playsEverything(Puller puller) {
        puller.until(120_000);
        assertThat(puller.stalls()).isEmpty();
        for (int slice = 11; slice <= 125; slice++) {
            assertThat(puller.viewer.output.played).contains(slice);
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aloneEverythingComesOnceFromTheCdn(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        playsEverything(puller);

        long slices = puller.viewer.edgeBytes / Rooms.SLICE_BYTES;
        assertThat(slices).isBetween(115L, 130L);
        Set<String> chunks = new LinkedHashSet<>();
        for (RecordingOutput.Fetch fetch : puller.fetches) {
            for (int i = 0; i < fetch.count(); i++) {
                assertThat(chunks.add(fetch.slice() + "." + (fetch.first() + i))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void theIndexIsAskedForOnceOrTwiceASlice(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        puller.until(60_000);

        assertThat(puller.indexes()).isBetween(60, 125);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aViewerWithoutAnUplinkPlaysAsWell(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build(), Rooms.config(Rooms.uplink(0), 3));
        puller.neighbours(3);
        playsEverything(puller);

        assertThat(puller.viewer.output.sent)
                .as("it has nothing to tell")
                .noneMatch(sent -> sent.message().type().name().equals("HAVE"));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void everyThirdRequestMayFail(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        puller.viewer.atLine = (slice, requested) -> assertThat(requested).as("%s", slice).isTrue();
        puller.failing = fetch -> fetch.request() % 3 == 0;
        playsEverything(puller);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void forgedMediaOfTheCdnIsAskedForAgain(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        Set<Integer> once = new LinkedHashSet<>();
        puller.viewer.forged =
                data -> data.header().slice() % 3 == 0 && once.add(data.header().slice());
        playsEverything(puller);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void anEdgeThatFailsForThreeSecondsStallsNobody(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        puller.failing =
                fetch -> {
                    long second = puller.viewer.now / Rooms.SECOND;
                    return second >= 20 && second < 23;
                };
        playsEverything(puller);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void whatIsMissingAtItsLineIsOnItsWayAlsoRightAfterAFailure(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        Set<Integer> covered = new LinkedHashSet<>();
        puller.viewer.atLine = (slice, requested) -> assertThat(requested).as("%s", slice).isTrue();
        puller.until(19_900);
        // From now on somebody's request fails every 100 ms: the CDN is never ready.
        puller.answered = fetch -> false;
        for (int i = 0; i < 100; i++) {
            puller.until(19_900 + 100 * i);
            if (!puller.fetches.isEmpty()) {
                RecordingOutput.Fetch last = puller.fetches.get(puller.fetches.size() - 1);
                puller.viewer.peer.onEdgeFailed(puller.viewer.now, last.request());
            }
            puller.fetches.forEach(fetch -> covered.add(fetch.slice()));
        }

        assertThat(covered).contains(24, 28);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void anIndexMayListSmallerSlicesThanTheOriginSealed(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        puller.sealed = slice -> sized(slice, slice % 2 == 0 ? 2 * Rooms.SLICE_BYTES : 103_000);
        playsEverything(puller);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void anIndexMayListLargerSlicesThanTheOriginSealed(SystemProfile system) {
        Puller puller = new Puller(Puller.room(system).build());
        puller.sealed = slice -> sized(slice, slice % 2 == 0 ? 20_000 : 91_000);
        puller.failing = fetch -> fetch.first() >= puller.sealed.apply(fetch.slice()).chunks();
        playsEverything(puller);
    }

    private static SliceHeader sized(int slice, int bytes) {
        return new SliceHeader(slice, (slice - 1) * 1_000L, 1_000, bytes, SliceHeader.KEYFRAME);
    }

    @Test
    void theCdnIsAskedOnlyForWhatNeighboursDidNotBring() {
        Puller puller = new Puller(Puller.room(YoukuSystem.SYSTEM).number("selfSelect", 0).build());
        puller.neighbours(2).until(4_000);
        int slice = puller.newest;
        puller.has(0, slice);
        puller.until(4_200);
        List<String> asked = puller.asked(0);
        assertThat(asked).containsExactly(slice + ".0", slice + ".1");
        puller.brings(0, slice, 0);
        puller.brings(0, slice, 1);
        puller.viewer.message(0, new Bye(CloseReason.LEAVING));
        puller.until(20_000);

        assertThat(puller.fetches(slice)).allMatch(fetch -> fetch.first() >= 60);
        assertThat(puller.fetches(slice).stream().mapToInt(RecordingOutput.Fetch::count).sum())
                .isEqualTo(38);
        assertThat(puller.stalls()).isEmpty();
    }
}
