package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.system.bilibili.BilibiliSystem;
import dev.tributary.core.system.random.RandomSystem;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.core.system.youku.YoukuSystem;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Have;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PieceRun;
import dev.tributary.core.wire.Request;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a viewer answers to requests for pieces: the piece, or at once why not. */
class PullServingTest {
    private static final int EVERYTHING = PieceRun.PIECES_MAX;

    private static Request request(int patienceMillis, PieceRun... runs) {
        return new Request(patienceMillis, List.of(runs));
    }

    private static PieceRun run(int slice, int first, int count) {
        return new PieceRun(slice, first, count, 0);
    }

    private static Puller youku() {
        return youku(8_000);
    }

    /** A viewer with slices 11 to 17 at least, and two neighbours. */
    private static Puller youku(int uplinkKbps) {
        Puller puller =
                new Puller(
                        Puller.room(YoukuSystem.SYSTEM).number("selfSelect", 0).build(),
                        Rooms.config(Rooms.uplink(uplinkKbps), 1));
        return puller.neighbours(2).until(1_000);
    }

    /** Returns the pieces of 30 chunks that were sent whole, as slice.piece. */
    private static List<String> sent(Puller puller, int link) {
        List<String> sent = new ArrayList<>();
        for (Data data : puller.viewer.output.on(link, Data.class)) {
            if ((data.firstChunk() + data.chunkCount()) % 30 == 0
                    || data.firstChunk() + data.chunkCount() == Rooms.CHUNKS) {
                sent.add(data.header().slice() + "." + data.firstChunk() / 30);
            }
        }
        return sent;
    }

    private static List<PieceRun> absent(Puller puller, int link) {
        List<PieceRun> absent = new ArrayList<>();
        for (Absent message : puller.viewer.output.on(link, Absent.class)) {
            absent.addAll(message.pieces());
        }
        return absent;
    }

    @Test
    void eachPieceIsAnsweredByItsMediaOrByItsAbsence() {
        Puller puller = youku();
        puller.viewer.message(0, request(5_000, run(5, 0, 2), run(12, 0, 5), run(400, 7, 1)));
        puller.until(2_000);

        assertThat(sent(puller, 0)).containsExactly("12.0", "12.1", "12.2", "12.3");
        assertThat(absent(puller, 0))
                .containsExactly(run(5, 0, 1), run(5, 1, 1), run(12, 4, 1), run(400, 7, 1));
        assertThat(sent(puller, 1)).isEmpty();
    }

    @Test
    void theSealComesWithTheFirstChunkAndWhereItIsWanted() {
        Puller puller = youku();
        puller.viewer.message(
                0, request(5_000, run(12, 0, 2), new PieceRun(13, 1, 2, Request.SEAL_WANTED)));
        puller.until(2_000);

        List<String> sealed = new ArrayList<>();
        for (Data data : puller.viewer.output.on(0, Data.class)) {
            if (data.seal() != null) {
                sealed.add(data.header().slice() + " from " + data.firstChunk());
            }
        }
        assertThat(sealed).containsExactly("12 from 0", "13 from 30");
    }

    @Test
    void aRequestForEverythingIsAnsweredShortly() {
        Puller puller = youku();
        List<PieceRun> runs = new ArrayList<>();
        for (int i = 0; i < PieceRun.RUNS_MAX; i++) {
            runs.add(run(1 + i, 0, EVERYTHING));
        }
        puller.viewer.message(0, new Request(60_000, runs));

        assertThat(puller.viewer.output.on(0, Absent.class)).hasSize(1);
        assertThat(absent(puller, 0)).hasSizeLessThanOrEqualTo(PieceRun.RUNS_MAX);
        puller.until(10_000);
        assertThat(puller.stalls()).isEmpty();
        assertThat(puller.viewer.output.starting("close")).isEmpty();
    }

    @Test
    void whoAsksTwiceGetsItTwiceAndNothingIsRemembered() {
        Puller puller = youku();
        puller.viewer.message(0, request(5_000, run(12, 0, 1)));
        puller.viewer.message(0, request(5_000, run(12, 0, 1)));
        puller.until(2_000);

        assertThat(sent(puller, 0)).containsExactly("12.0", "12.0");
    }

    @Test
    void whatWasShownIsAnsweredWhileItIsKept() {
        Puller puller = youku();
        puller.until(20_000);
        puller.viewer.message(0, request(5_000, run(13, 0, 1), run(25, 0, 1)));
        puller.until(21_000);

        assertThat(sent(puller, 0)).containsExactly("13.0", "25.0");
    }

    @Test
    void aSlowUplinkIsBusyForWhatWouldComeTooLate() {
        Puller puller = youku(1_000);
        // A piece of 30,720 bytes takes 246 ms.
        puller.viewer.message(0, request(600, run(12, 0, 3)));
        puller.viewer.message(1, request(200, run(13, 0, 1)));
        puller.until(3_000);

        assertThat(sent(puller, 0)).containsExactly("12.0", "12.1");
        assertThat(absent(puller, 0)).containsExactly(new PieceRun(12, 2, 1, Absent.BUSY));
        assertThat(absent(puller, 1)).containsExactly(new PieceRun(13, 0, 1, Absent.BUSY));
    }

    @Test
    void whoHasNoUplinkIsBusy() {
        Puller puller = youku(0);
        puller.viewer.message(0, request(60_000, run(12, 0, 1)));

        assertThat(absent(puller, 0)).containsExactly(new PieceRun(12, 0, 1, Absent.BUSY));
        assertThat(sent(puller, 0)).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsBusyAndNotPromised() {
        Puller puller = youku(1_000_000);
        List<PieceRun> again = List.of(run(11, 0, 4), run(12, 0, 4), run(13, 0, 4), run(14, 0, 4));
        for (int i = 0; i < 10; i++) {
            puller.viewer.peer.onLinkTakes(puller.viewer.now, 0, false);
            puller.viewer.message(0, new Request(60_000, again));
        }
        puller.viewer.peer.onLinkTakes(puller.viewer.now, 0, true);
        puller.until(4_000);

        assertThat(sent(puller, 0).size() + absent(puller, 0).size()).isEqualTo(160);
        assertThat(absent(puller, 0)).allMatch(run -> run.mark() == Absent.BUSY).isNotEmpty();
    }

    @Test
    void uploadedNeverExceedsDownloadedAlsoWithQueuedAnswers() {
        Puller puller =
                new Puller(
                        Puller.room(BilibiliSystem.SYSTEM).build(),
                        Rooms.config(Rooms.uplink(3_000), 1));
        puller.neighbours(4);
        long[] up = {0};
        int seen = 0;
        int quota = 0;
        for (int step = 1; step <= 300; step++) {
            for (int link = 0; link < 4; link++) {
                int slice = 11 + step / 10;
                puller.viewer.message(link, request(2_000, run(slice - 1, 0, 2), run(slice, 0, 2)));
            }
            puller.until(100L * step);
            List<RecordingOutput.Sent> sent = puller.viewer.output.sent;
            for (; seen < sent.size(); seen++) {
                if (sent.get(seen).message() instanceof Data data) {
                    up[0] += data.payload().length();
                } else if (sent.get(seen).message() instanceof Absent no) {
                    quota += no.pieces().get(0).mark() == Absent.QUOTA ? 1 : 0;
                }
            }
            assertThat(up[0]).isLessThanOrEqualTo(puller.viewer.edgeBytes);
        }

        assertThat(up[0]).isGreaterThan(puller.viewer.edgeBytes * 9 / 10);
        assertThat(quota).isPositive();
    }

    @Test
    void everyAnswerThatThePromisedQuotaAllowsIsSent() {
        Puller puller =
                new Puller(
                        Puller.room(BilibiliSystem.SYSTEM).build(),
                        Rooms.config(Rooms.uplink(1_000), 1));
        puller.neighbours(4).until(3_000);
        for (int link = 0; link < 4; link++) {
            puller.viewer.message(
                    link, request(60_000, run(11, 0, 2), run(12, 0, 2), run(13, 0, 2)));
        }
        puller.until(60_000);
        int sent = 0;
        int refused = 0;
        for (int link = 0; link < 4; link++) {
            for (Data data : puller.viewer.output.on(link, Data.class)) {
                sent += data.firstChunk() == 45 || data.firstChunk() == 90 ? 1 : 0;
            }
            refused += absent(puller, link).size();
            assertThat(absent(puller, link)).allMatch(run -> run.mark() == Absent.QUOTA);
        }

        assertThat(refused).isPositive();
        assertThat(sent + refused).isEqualTo(24);
    }

    @Test
    void aLinkThatIsNotReadyIsClosed() {
        Puller puller = youku();
        puller.viewer.tracker(new Signal(205, 1, SignalKind.OFFER, Payload.ofLength(10)));
        puller.viewer.peer.onLinkUp(puller.viewer.now, 2, 65_535);
        puller.viewer.message(2, request(5_000, run(12, 0, 1)));
        puller.until(2_000);

        assertThat(puller.viewer.output.starting("close")).containsExactly("close 2 PROTOCOL");
        assertThat(puller.viewer.output.on(2, Data.class)).isEmpty();
    }

    static Stream<Message> messages() {
        return Stream.of(
                new Have(0, List.of(run(21, 0, 1))),
                request(100, run(21, 0, 1)),
                new Absent(List.of(run(21, 0, 1))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void roomsThatPushDoNotKnowTheseMessages(Message message) {
        for (SystemProfile system : List.of(SubStreamSystem.SYSTEM, RandomSystem.SYSTEM)) {
            Viewer viewer = new Viewer(Rooms.small(system).build()).watching();
            viewer.offered(0, 201);
            viewer.message(0, message);

            assertThat(viewer.output.starting("close")).containsExactly("close 0 PROTOCOL");
            assertThat(viewer.refused).containsExactly(Refusal.PROTOCOL);
        }
    }

    @Test
    void linksTakeSmallMessagesToo() {
        Puller puller = new Puller(Puller.room(BilibiliSystem.SYSTEM).build());
        puller.viewer.messageBytesMax = PeerConfig.LINK_MESSAGE_MIN;
        puller.neighbours(1).until(2_000);
        puller.viewer.message(0, request(5_000, new PieceRun(12, 0, 2, Request.SEAL_WANTED)));
        puller.until(4_000);

        assertThat(puller.viewer.output.on(0, Data.class))
                .hasSize(7)
                .allMatch(data -> data.wireBytes() <= PeerConfig.LINK_MESSAGE_MIN);
    }
}
