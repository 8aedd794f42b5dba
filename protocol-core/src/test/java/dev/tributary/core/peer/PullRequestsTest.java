package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.youku.YoukuSystem;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.Bye;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.PieceRun;
import dev.tributary.core.wire.Request;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a viewer that pulls asks of its neighbours: each request ends once, and what nobody brings
 * comes from the CDN in time. Youku's room, four pieces a slice; nobody takes a chunk by itself.
 */
class PullRequestsTest {
    private final Puller puller =
            new Puller(Puller.room(YoukuSystem.SYSTEM).number("selfSelect", 0).build());
    private final Viewer viewer = puller.viewer;

    /** Two neighbours, and a slice that they both have and that the CDN is not asked for yet. */
    private int offered() {
        puller.neighbours(2).until(4_000);
        int slice = puller.newest;
        puller.has(0, slice);
        puller.has(1, slice);
        puller.until(4_200);
        return slice;
    }

    @Test
    void asksEachPieceOfOneNeighbourAndNobodyBeyondItsCredit() {
        int slice = offered();

        List<String> all = new ArrayList<>(puller.asked(0));
        all.addAll(puller.asked(1));
        assertThat(all)
                .containsExactlyInAnyOrder(slice + ".0", slice + ".1", slice + ".2", slice + ".3");
        assertThat(puller.asked(0)).hasSize(2);
        for (Request request : viewer.output.on(0, Request.class)) {
            assertThat(request.pieces()).allMatch(run -> run.mark() == Request.SEAL_WANTED);
        }
    }

    @Test
    void mediaEndsARequestAndFreesTheCredit() {
        int slice = offered();
        for (int link = 0; link < 2; link++) {
            for (String piece : puller.asked(link)) {
                puller.brings(link, slice, Puller.piece(piece));
            }
        }
        puller.has(0, slice + 1);
        int before = puller.asked(0).size();
        puller.until(6_300);

        assertThat(viewer.peerBytes).isEqualTo(Rooms.SLICE_BYTES);
        assertThat(puller.asked(0).subList(before, puller.asked(0).size()))
                .allMatch(piece -> piece.startsWith((slice + 1) + "."))
                .startsWith((slice + 1) + ".0", (slice + 1) + ".1");
        puller.until(20_000);
        assertThat(puller.fetches(slice)).isEmpty();
    }

    @Test
    void absenceEndsARequestAndAnotherNeighbourIsAsked() {
        int slice = offered();
        List<String> first = puller.asked(0);
        for (String piece : first) {
            puller.absent(0, slice, Puller.piece(piece), Absent.NOT_HERE);
        }
        List<String> second = puller.asked(1);
        for (String piece : second) {
            puller.brings(1, slice, Puller.piece(piece));
        }
        puller.until(4_600);

        assertThat(puller.asked(0)).as("not of whom it lacks").isEqualTo(first);
        assertThat(puller.asked(1)).containsAll(first);
    }

    @Test
    void whoIsBusyIsSparedForAWhileAndAskedAgain() {
        int slice = offered();
        viewer.message(1, new Bye(CloseReason.LEAVING));
        List<String> first = puller.asked(0);
        for (String piece : first) {
            puller.absent(0, slice, Puller.piece(piece), Absent.BUSY);
        }
        puller.until(4_490);
        assertThat(puller.asked(0)).isEqualTo(first);
        puller.until(5_000);

        assertThat(puller.asked(0)).hasSizeGreaterThan(2);
        assertThat(puller.asked(0).subList(2, 4)).allMatch(piece -> piece.startsWith(slice + "."));
    }

    @Test
    void silenceEndsARequestAfterItsPatienceAndAnotherNeighbourIsAsked() {
        int slice = offered();
        List<String> first = puller.asked(0);
        for (String piece : puller.asked(1)) {
            puller.brings(1, slice, Puller.piece(piece));
        }
        puller.until(5_900);
        assertThat(puller.asked(1)).doesNotContainAnyElementsOf(first);
        puller.until(6_450);

        assertThat(puller.asked(1)).as("the best gets the first").contains(first.get(0));
    }

    @Test
    void theEndOfALinkEndsItsRequests() {
        int slice = offered();
        List<String> first = puller.asked(0);
        for (String piece : puller.asked(1)) {
            puller.brings(1, slice, Puller.piece(piece));
        }
        viewer.peer.onLinkDown(viewer.now, 0, CloseReason.FAILED);
        puller.until(4_600);

        assertThat(puller.asked(1)).containsAll(first);
    }

    @Test
    void answersToNothingAreCountedAndChangeNothing() {
        int slice = offered();
        int before = viewer.refused.size();
        puller.absent(0, slice + 5, 0, Absent.NOT_HERE);
        puller.absent(0, Integer.MAX_VALUE, 3, Absent.QUOTA);
        puller.absent(0, 1, 8_000, Absent.BUSY);
        viewer.message(0, new Absent(List.of(new PieceRun(slice + 6, 0, PieceRun.PIECES_MAX, 0))));
        String of1 = puller.asked(1).get(0);
        puller.absent(0, slice, Puller.piece(of1), Absent.NOT_HERE);
        puller.until(4_400);

        assertThat(viewer.refused.subList(before, viewer.refused.size()))
                .hasSize(5)
                .containsOnly(Refusal.UNASKED);
        assertThat(puller.asked(1)).as("still on its way").hasSize(2);
        assertThat(viewer.output.starting("close")).isEmpty();
    }

    @Test
    void pieceThatComesAfterItsTimeIsKept() {
        int slice = offered();
        puller.until(6_300);
        for (int piece = 0; piece < puller.pieces(); piece++) {
            puller.brings(0, slice, piece);
        }
        assertThat(viewer.peerBytes).isEqualTo(Rooms.SLICE_BYTES);
        puller.until(20_000);

        assertThat(puller.fetches(slice)).isEmpty();
        assertThat(puller.stalls()).isEmpty();
    }

    @Test
    void whatAnotherBringsIsNoExperienceWithWhoWasAsked() {
        int slice = offered();
        int piece = Puller.piece(puller.asked(1).get(0));
        puller.brings(0, slice, piece);
        puller.absent(1, slice, Puller.piece(puller.asked(1).get(1)), 0);
        puller.has(1, slice + 1);
        puller.until(6_300);

        List<Request> requests = viewer.output.on(1, Request.class);
        assertThat(requests).hasSizeGreaterThan(1);
        assertThat(requests)
                .as("the patience with somebody who has never answered")
                .allMatch(request -> request.patienceMillis() == 2_000);
    }

    @Test
    void aNeighbourThatLiesAboutWhatItHasStallsNobody() {
        puller.neighbours(2);
        for (int second = 1; second <= 60; second++) {
            puller.until(second * 1_000L);
            puller.has(0, puller.newest - 1, puller.newest);
            puller.has(1, puller.newest - 1, puller.newest);
        }

        assertThat(puller.asked(0)).isNotEmpty();
        assertThat(puller.stalls()).isEmpty();
        assertThat(viewer.output.played).contains(60);
        assertThat(viewer.peerBytes).isZero();
    }

    @Test
    void aForgerIsBannedAndThePieceIsAskedOfAnother() {
        int slice = offered();
        List<String> first = puller.asked(0);
        viewer.forged = data -> data.header().slice() == slice && data.hop() == 1;
        puller.brings(0, slice, Puller.piece(first.get(0)));
        viewer.forged = data -> false;
        for (String piece : puller.asked(1)) {
            puller.brings(1, slice, Puller.piece(piece));
        }
        puller.until(4_600);

        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
        assertThat(puller.asked(1)).containsAll(first);
        assertThat(viewer.output.on(1, Have.class))
                .noneMatch(have -> told(have, slice, first.get(0)));
        puller.until(15_000);
        assertThat(puller.fetches(slice)).as("of the CDN in time").isNotEmpty();
        assertThat(puller.stalls()).isEmpty();
    }

    private static boolean told(Have have, int slice, String name) {
        int piece = Puller.piece(name);
        return have.pieces().stream()
                .anyMatch(run -> run.slice() == slice && run.first() <= piece && piece < run.end());
    }

    @Test
    void nothingUnverifiedIsAnnouncedOrSent() {
        int slice = offered();
        viewer.late = true;
        for (String piece : puller.asked(0)) {
            puller.brings(0, slice, Puller.piece(piece));
        }
        viewer.message(1, new Request(2_000, List.of(new PieceRun(slice, 0, 4, 0))));
        puller.until(4_600);

        assertThat(viewer.output.on(1, Have.class)).noneMatch(h -> tells(h, slice));
        assertThat(viewer.output.on(1, Data.class)).isEmpty();
        assertThat(viewer.output.on(1, Absent.class)).hasSize(1);
        while (!viewer.asked().isEmpty()) {
            viewer.answer(viewer.asked().get(0), true);
        }
        puller.until(5_000);
        assertThat(viewer.output.on(1, Have.class)).anyMatch(h -> tells(h, slice));
    }

    private static boolean tells(Have have, int slice) {
        return have.pieces().stream().anyMatch(run -> run.slice() == slice);
    }

    @Test
    void aMessageOfManyRunsOrOfTheFarFutureCausesNothing() {
        puller.neighbours(2).until(4_000);
        viewer.output.effects.clear();
        List<PieceRun> far = new ArrayList<>();
        for (int i = 0; i < PieceRun.RUNS_MAX; i++) {
            far.add(new PieceRun(1_000_000 + i, 0, PieceRun.PIECES_MAX, Have.HERE));
        }
        long before = viewer.peer.nextDeadlineNanos();
        viewer.message(0, new Have(Integer.MAX_VALUE, far));
        viewer.message(0, new Have(0, List.of()));

        assertThat(viewer.output.effects).isEmpty();
        assertThat(viewer.peer.nextDeadlineNanos()).isEqualTo(before);
        assertThat(viewer.refused).contains(Refusal.WINDOW);
        puller.until(30_000);
        assertThat(puller.asked(0)).isEmpty();
        assertThat(puller.stalls()).isEmpty();
    }

    @Test
    void whoNeverBringsWhatItSaysToHaveIsGivenUpAndTheTrackerToldAlsoAmongUnequals() {
        puller.neighbours(4);
        List<Integer> served = new ArrayList<>(List.of(0, 0, 0, 0));
        for (int tick = 1; tick <= 600; tick++) {
            puller.until(100L * tick);
            for (int link = 0; link < 4 && viewer.output.open.contains(link); link++) {
                if (tick % 10 == 0) {
                    puller.has(link, puller.newest - 1, puller.newest);
                }
                List<String> asked = puller.asked(link);
                // 0 answers at once, 1 and 2 every half a second, 3 never.
                while (link < 3
                        && tick % (link == 0 ? 1 : 5) == 0
                        && served.get(link) < asked.size()) {
                    String name = asked.get(served.get(link));
                    int slice = Integer.parseInt(name.substring(0, name.indexOf('.')));
                    puller.brings(link, slice, Puller.piece(name));
                    served.set(link, served.get(link) + 1);
                }
            }
        }

        assertThat(viewer.output.starting("close")).containsExactly("close 3 UNUSED");
        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(new Trouble(0, 204, TroubleReason.REFUSED));
        assertThat(puller.stalls()).isEmpty();
    }
}
