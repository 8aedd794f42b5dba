package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nothing is kept, played or passed on before it is known to be the origin's (reliability.md 2.1,
 * T1). As in {@link PeerLadderTest}, 201 provides sub-stream 1 and 202 provides 2.
 */
class IntegrityTest {
    private static final int BLOCK_BYTES = 15 * 1_024;

    private final Viewer viewer =
            new Viewer(Rooms.small().frameChunks(210).relayDepthMax(2).build());

    @Test
    void mediaOfAProviderIsPassedOnOnceVerified() {
        viewer.linked();
        viewer.late = true;
        viewer.message(1, new Subscribe(1, 23));
        viewer.peerSends(0, 23);
        viewer.message(1, new Nack(23, List.of()));
        assertThat(viewer.output.on(1, Data.class)).isEmpty();
        assertThat(viewer.refused).containsExactly(Refusal.UNASKED);
        viewer.answer(1 + 10, true);

        assertThat(viewer.output.on(1, Data.class)).containsExactly(Rooms.whole(23, 2));
        assertThat(viewer.peerBytes).isEqualTo(Rooms.SLICE_BYTES);
    }

    @Test
    void forgedMediaOfAViewerGoesNowhereAndEndsTheLink() {
        viewer.linked();
        viewer.message(1, new Subscribe(1, 23));
        viewer.forged = data -> data.header().slice() == 23;
        viewer.peerSends(0, 23);
        viewer.message(1, new Nack(23, List.of()));
        viewer.live(1, 12, viewer::edge);

        assertThat(viewer.output.on(1, Data.class)).noneMatch(d -> d.header().slice() == 23);
        assertThat(viewer.output.played).doesNotContain(23);
        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
        assertThat(viewer.refused).startsWith(Refusal.FORGED, Refusal.UNASKED);
        assertThat(viewer.output.told(Trouble.class))
                .startsWith(
                        new Trouble(1, 201, TroubleReason.FORGED),
                        new Trouble(2, 201, TroubleReason.FORGED));
        assertThat(viewer.output.on(1, Subscribe.class)).contains(new Subscribe(1, 23));
        assertThat(viewer.peerBytes).isZero();
    }

    @Test
    void forgerIsBannedForTenMinutes() {
        viewer.linked();
        viewer.forged = data -> true;
        viewer.peerSends(0, 23);
        viewer.output.clear();
        viewer.tracker(new Signal(201, 7, SignalKind.OFFER, Payload.ofLength(10)));
        viewer.assign(0, new Slot(1, 201, 202), new Slot(2, 202, 201));
        assertThat(viewer.output.starting("answer")).isEmpty();
        assertThat(viewer.output.starting("dial")).isEmpty();
        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(
                        new Trouble(1, 201, TroubleReason.FORGED),
                        new Trouble(2, 201, TroubleReason.FORGED));
        viewer.output.clear();
        viewer.until(599_999);
        viewer.tracker(new Signal(201, 9, SignalKind.OFFER, Payload.ofLength(10)));
        assertThat(viewer.output.starting("answer")).isEmpty();
        viewer.until(600_000);
        viewer.tracker(new Signal(201, 9, SignalKind.OFFER, Payload.ofLength(10)));

        assertThat(viewer.output.starting("answer")).containsExactly("answer 0");
    }

    @Test
    void sessionsOfANewTrackerAreNotBanned() {
        viewer.linked();
        viewer.forged = data -> true;
        viewer.peerSends(0, 23);
        viewer.peer.onTrackerDown(viewer.now);
        viewer.until(2_000);
        viewer.peer.onTrackerUp(viewer.now);
        viewer.tracker(new JoinOk(4, 3_600_000));
        viewer.tracker(new Signal(201, 1, SignalKind.OFFER, Payload.ofLength(10)));

        assertThat(viewer.output.starting("answer")).containsExactly("answer 0");
    }

    @Test
    void forgedStreamOfTheEdgeIsAskedForAgain() {
        viewer.linked();
        viewer.forged = data -> true;
        viewer.edge(22);
        assertThat(viewer.refused).containsExactly(Refusal.FORGED);
        viewer.until(499);
        assertThat(viewer.output.starting("stream")).isEmpty();
        viewer.until(500);

        assertThat(viewer.output.starting("stream")).hasSize(1);
        assertThat(viewer.output.starting("close")).isEmpty();
        assertThat(viewer.output.told(Trouble.class)).isEmpty();
    }

    @Test
    void forgedAnswerOfTheEdgeIsFetchedAgain() {
        viewer.linked();
        viewer.published(26);
        viewer.until(8_000);
        assertThat(viewer.output.starting("fetch 23")).hasSize(1);
        viewer.forged = data -> true;
        int request = viewer.output.starting("fetch").size();
        viewer.edge(request, Rooms.whole(23, 0));
        viewer.until(9_000);
        assertThat(viewer.output.starting("fetch 23")).hasSize(2);
        viewer.forged = data -> false;
        viewer.edge(request + 1, Rooms.whole(23, 0));
        viewer.until(11_000);

        assertThat(viewer.output.starting("fetch 23")).hasSize(2);
    }

    @Test
    void edgeThatContradictsTheSealedHeaderIsAskedAgain() {
        viewer.linked();
        viewer.edge(0, Rooms.chunks(Rooms.header(22), 0, 15, 0));
        SliceHeader other = new SliceHeader(22, 21_000, 1_000, 2 * Rooms.SLICE_BYTES, 0);
        viewer.edge(0, Rooms.chunks(other, 180, 15, 0));
        viewer.until(1_000);

        assertThat(viewer.refused).containsExactly(Refusal.HEADER);
        assertThat(viewer.output.starting("stream")).hasSize(1);
    }

    @Test
    void blocksWaitForTheSealAndAreTakenWhenItComes() {
        viewer.linked();
        viewer.late = true;
        viewer.message(0, Rooms.block(23, 2));
        viewer.message(0, Rooms.block(23, 1));
        viewer.message(0, Rooms.block(22, 1));
        assertThat(viewer.asked()).isEmpty();
        viewer.message(0, Rooms.block(23, 0));
        assertThat(viewer.asked()).hasSize(1);
        viewer.answer(viewer.asked().get(0), true);
        assertThat(viewer.asked()).hasSize(2);
        for (int check : viewer.asked()) {
            assertThat(viewer.output.seals.get(check)).isEqualTo(Rooms.block(23, 0).seal());
            assertThat(viewer.output.signatures).doesNotContain(check);
            viewer.answer(check, true);
        }

        assertThat(viewer.peerBytes).isEqualTo(3 * BLOCK_BYTES);
    }

    @Test
    void theSealMayComeWithAnyBlockAndNotWithTheFirst() {
        viewer.linked();
        viewer.late = true;
        Data first = Rooms.block(23, 0);
        viewer.message(
                0, new Data(first.header(), 0, first.chunkCount(), 1, null, first.payload()));
        assertThat(viewer.asked()).as("without a seal").isEmpty();
        viewer.message(1, sealed(Rooms.block(23, 3), 1));
        int check = viewer.asked().get(0);
        assertThat(viewer.output.signatures).contains(check);
        viewer.answer(check, true);
        assertThat(viewer.asked()).as("the first block").hasSize(1);
        viewer.answer(viewer.asked().get(0), true);
        viewer.message(0, new Nack(23, List.of()));

        assertThat(viewer.peerBytes).isEqualTo(2 * BLOCK_BYTES);
        assertThat(viewer.output.on(0, Data.class))
                .as("passed on with the first block")
                .extracting(Data::seal)
                .first()
                .isEqualTo(seal(1));
    }

    @Test
    void forgedSealIsNotWhatOthersAreComparedWith() {
        viewer.linked();
        viewer.late = true;
        viewer.message(1, Rooms.block(23, 1));
        viewer.message(0, Rooms.block(23, 0));
        viewer.answer(viewer.asked().get(0), false);
        assertThat(viewer.asked()).as("still without a seal").isEmpty();
        viewer.message(1, Rooms.block(23, 0));
        viewer.answer(viewer.asked().get(0), true);

        assertThat(viewer.asked()).hasSize(1);
        assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
    }

    @Test
    void blockWithAnotherHeaderIsNeverComparedWithASealThatDoesNotFit() {
        viewer.linked();
        viewer.late = true;
        SliceHeader longer = new SliceHeader(23, 22_000, 1_000, 2 * Rooms.SLICE_BYTES, 0);
        viewer.message(0, Rooms.chunks(longer, 180, 15, 1));
        viewer.message(1, Rooms.block(23, 0));
        viewer.answer(viewer.asked().get(0), true);
        assertThat(viewer.asked()).isEmpty();
        viewer.published(26);
        viewer.until(14_000);

        assertThat(viewer.refused).contains(Refusal.UNSEALED);
    }

    @Test
    void blocksWithoutSealAreGivenUpWhenTheirSliceIsOver() {
        viewer.linked();
        viewer.message(0, Rooms.block(23, 1));
        viewer.published(26);
        viewer.until(8_000);
        assertThat(viewer.refused).as("the seal may still come").isEmpty();
        viewer.until(9_000);
        assertThat(viewer.refused).containsExactly(Refusal.UNSEALED);
        viewer.message(0, Rooms.block(23, 0));

        assertThat(viewer.peerBytes).isEqualTo(BLOCK_BYTES);
    }

    @Test
    void oneViewerCannotKeepOthersOutByWithholdingSeals() {
        viewer.linked();
        for (int i = 0; i < 2_000; i++) {
            viewer.message(0, Rooms.block(23, 1 + i % 5));
        }
        int quarter = ((1 << 20) + 2_000_000) / 4;
        assertThat(viewer.refused)
                .hasSize(2_000 - quarter / BLOCK_BYTES)
                .containsOnly(Refusal.UNSEALED);
        viewer.message(1, Rooms.block(21, 1));
        viewer.peerSends(1, 21);
        assertThat(viewer.peerBytes).isEqualTo(Rooms.SLICE_BYTES);
        viewer.edge(22);

        assertThat(viewer.edgeBytes).isEqualTo(11L * Rooms.SLICE_BYTES);
    }

    @Test
    void manyViewersCannotKeepTheEdgeOut() {
        viewer.linked();
        for (int link = 2; link < 12; link++) {
            viewer.offered(link, 300 + link);
        }
        for (int i = 0; i < 12_000; i++) {
            viewer.message(i % 12, Rooms.block(23, 1 + i % 5));
        }
        assertThat(viewer.refused).hasSizeGreaterThan(11_000).containsOnly(Refusal.UNSEALED);
        for (int s = 21; s <= 23; s++) {
            viewer.edge(s);
        }

        assertThat(viewer.edgeBytes).isEqualTo(13L * Rooms.SLICE_BYTES);
    }

    @Test
    void blocksOfTheEdgeWhoseSealNeverCameAreAskedForAgain() {
        viewer.linked();
        viewer.live(1, 4, viewer::edge);
        viewer.edge(0, Rooms.chunks(Rooms.header(25), 15, 15, 0));
        viewer.published(26);
        viewer.until(10_999);
        assertThat(viewer.refused).as("the seal may still come").isEmpty();
        viewer.until(11_000);
        assertThat(viewer.refused).containsExactly(Refusal.UNSEALED);
        viewer.until(11_500);

        assertThat(viewer.output.starting("stream")).containsExactly("stream 1 from 25");
    }

    @Test
    void sealThatDiffersFromTheKnownOneMustBeSignedAndIsNotKept() {
        viewer.linked();
        viewer.late = true;
        viewer.message(0, sealed(Rooms.block(23, 0), 1));
        viewer.answer(viewer.asked().get(0), true);
        viewer.message(0, sealed(Rooms.block(23, 0), 1));
        assertThat(viewer.output.signatures).doesNotContain(viewer.asked().get(0));
        viewer.answer(viewer.asked().get(0), true);
        viewer.message(1, sealed(Rooms.whole(23, 1), 2));
        int check = viewer.asked().get(0);
        assertThat(viewer.output.signatures).contains(check);
        assertThat(viewer.output.seals.get(check)).isEqualTo(seal(2));
        viewer.answer(check, true);
        viewer.message(0, new Nack(23, List.of()));

        Seal passedOn = viewer.output.on(0, Data.class).get(0).seal();
        assertThat(passedOn).isEqualTo(seal(1)).isNotEqualTo(seal(2));
    }

    private static Seal seal(int key) {
        byte[] hashes = new byte[7 * Seal.HASH_BYTES];
        Arrays.fill(hashes, (byte) key);
        return new Seal(key, Payload.of(hashes), Payload.ofLength(Seal.SIGNATURE_BYTES));
    }

    private static Data sealed(Data data, int key) {
        return new Data(
                data.header(),
                data.firstChunk(),
                data.chunkCount(),
                data.hop(),
                seal(key),
                data.payload());
    }
}
