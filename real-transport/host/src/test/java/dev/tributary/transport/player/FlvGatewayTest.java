package dev.tributary.transport.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.RawClient;
import dev.tributary.transport.http.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FlvGatewayTest {
    private static final byte[] HEADER = FlvHeader.bytes(true, true);

    private final HttpService service =
            Services.plain(HttpLimits.defaults().withTimes(2_000, 5_000, 5_000, 200));
    private final FlvGateway gateway = new FlvGateway(service);
    private final List<Consumer<Payload>> questions = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private boolean answering = true;

    @BeforeEach
    void start() throws IOException {
        service.start();
        gateway.headersFrom(
                (slice, answer) -> {
                    asked.add(slice);
                    questions.add(answer);
                    if (answering) {
                        answer.accept(Payload.of(HEADER));
                    }
                });
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static byte[] media(int slice, int bytes) {
        byte[] media = new byte[bytes];
        Arrays.fill(media, (byte) slice);
        return media;
    }

    private void play(int slice, int bytes, int flags) {
        SliceHeader header = new SliceHeader(slice, slice * 1_000L, 1_000, bytes, flags);
        gateway.play(header, Payload.of(media(slice, bytes)));
    }

    /** Slices in order, each with a keyframe. */
    private void playKeys(int from, int to) {
        for (int i = from; i <= to; i++) {
            play(i, 10, SliceHeader.KEYFRAME);
        }
    }

    private void settle() {
        CompletableFuture.runAsync(() -> {}, service.eventLoop()).join();
    }

    private double players() {
        return service.registry().get("tributary.player.players").gauge().value();
    }

    private static byte[] expected(int... slices) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(HEADER);
        for (int slice : slices) {
            all.writeBytes(media(slice, 10));
        }
        return all.toByteArray();
    }

    @Test
    void aPlayerGetsTheHeaderAndThenEverySliceFromAKeyframeOn() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            assertThat(screen.status()).isEqualTo(200);
            assertThat(screen.header("content-type")).isEqualTo("video/x-flv");
            assertThat(screen.header("access-control-allow-origin")).isEqualTo("*");
            play(1, 10, 0);
            play(2, 10, SliceHeader.KEYFRAME);
            play(3, 10, 0);
            byte[] expected = expected(2, 3);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void aPlayerMayAskFirstAndAWebSocketIsToldWhatToDo() throws Exception {
        String rest = FlvGateway.PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close";
        String head = RawClient.exchange(service.port(), "HEAD " + rest + "\r\n\r\n");
        assertThat(head).startsWith("HTTP/1.1 200 ").contains("video/x-flv").endsWith("\r\n\r\n");
        String socket = rest.replace("close", "Upgrade\r\nUpgrade: websocket");
        try (RawClient client = new RawClient(service.port())) {
            assertThat(client.send("GET " + socket + "\r\n\r\n").readUntil("ws://"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("open this address with http://");
        }
        assertThat(players()).isZero();
    }

    @Test
    void aLatePlayerBeginsWithTheKeyframeBeforeTheViewersScreen() throws Exception {
        playKeys(1, 3);
        play(4, 10, 0);
        play(5, 10, SliceHeader.KEYFRAME);
        for (int i = 6; i <= 11; i++) {
            play(i, 10, 0);
        }
        play(12, 10, SliceHeader.KEYFRAME);
        shown(1);
        shown(11);
        try (Screen screen = new Screen(service.port())) {
            byte[] expected = expected(5, 6, 7, 8, 9, 10, 11, 12);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
        shown(12);
        try (Screen screen = new Screen(service.port())) {
            byte[] expected = expected(12);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void noPlayerBeginsBeforeTheScreen() throws Exception {
        gateway.awaitScreen();
        try (Screen screen = new Screen(service.port())) {
            playKeys(1, 3);
            settle();
            assertThat(waiting()).isEqualTo(1);
            shown(2);
            byte[] expected = expected(2, 3);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
    }

    private void shown(int slice) {
        gateway.shown(new SliceHeader(slice, slice * 1_000L, 1_000, 10, 0));
    }

    @Test
    void withoutAScreenThatGoesOnOnlySoMuchIsKept() throws Exception {
        int size = SliceHeader.SIZE_MAX / 2;
        for (int i = 1; i <= 6; i++) {
            play(i, size, SliceHeader.KEYFRAME);
        }
        try (Screen screen = new Screen(service.port())) {
            assertThat(screen.read(HEADER.length)).isEqualTo(HEADER);
            for (int i = 3; i <= 6; i++) {
                assertThat(screen.read(size)).isEqualTo(media(i, size));
            }
        }
    }

    @Test
    void severalPlayersGetTheSame() throws Exception {
        try (Screen one = new Screen(service.port());
                Screen two = new Screen(service.port())) {
            playKeys(1, 3);
            byte[] expected = expected(1, 2, 3);
            assertThat(one.read(expected.length)).isEqualTo(expected);
            assertThat(two.read(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void afterAGapAPlayerWaitsForAKeyframe() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            playKeys(1, 2);
            play(5, 10, 0);
            play(6, 10, SliceHeader.KEYFRAME);
            byte[] expected = expected(1, 2, 6);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void theHeaderIsAskedUntilItComesAndAgainWhenItChanges() throws Exception {
        answering = false;
        playKeys(1, 2);
        assertThat(questions).hasSize(1);
        questions.get(0).accept(null);
        play(3, 10, SliceHeader.KEYFRAME);
        assertThat(questions).hasSize(2);
        try (Screen screen = new Screen(service.port())) {
            questions.get(1).accept(Payload.of(HEADER));
            byte[] expected = expected(1, 2, 3);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
        playKeys(4, 5);
        assertThat(questions).hasSize(2);
        play(6, 10, SliceHeader.KEYFRAME | SliceHeader.SEQUENCE_HEADER);
        assertThat(questions).hasSize(3);
    }

    private void play(int slice, int flags, byte[]... parts) {
        byte[] all = joined(parts);
        gateway.play(
                new SliceHeader(slice, slice * 1_000L, 1_000, all.length, flags), Payload.of(all));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void aPlayerBeginsWithTheKeyframeOfItsFirstSlice() throws Exception {
        SyntheticFlv flv = new SyntheticFlv(1);
        byte[] early = FlvTag.of(8, 910, new byte[] {(byte) 0xaf, 1, 7});
        byte[] sound = FlvTag.of(8, 940, new byte[] {(byte) 0xaf, 1, 7});
        byte[] before = flv.videoTag(1, 100, 1_000, false);
        byte[] key = flv.videoTag(2, 100, 1_040, true);
        byte[] next = flv.videoTag(3, 100, 2_000, false);
        play(1, SliceHeader.KEYFRAME, before, early, sound, key, sound);
        play(2, 0, sound, next);
        try (Screen screen = new Screen(service.port())) {
            byte[] expected = joined(HEADER, sound, key, sound, sound, next);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void theHeaderIsThatOfTheSliceAPlayerBeginsWith() throws Exception {
        answering = false;
        byte[] other = joined(HEADER, FlvTag.of(18, 0, new byte[] {1}));
        playKeys(1, 3);
        play(4, 10, SliceHeader.KEYFRAME | SliceHeader.SEQUENCE_HEADER);
        playKeys(5, 5);
        assertThat(asked).startsWith(1, 4);
        try (Screen early = new Screen(service.port())) {
            questions.get(0).accept(Payload.of(HEADER));
            byte[] expected = expected(1, 2, 3);
            assertThat(early.read(expected.length)).isEqualTo(expected);
            questions.get(1).accept(Payload.of(other));
            assertThat(early.read(20)).isEqualTo(joined(media(4, 10), media(5, 10)));
            try (Screen late = new Screen(service.port())) {
                byte[] meta = FlvTag.of(18, 4_000, new byte[] {1});
                byte[] after = joined(HEADER, meta, media(4, 10), media(5, 10));
                assertThat(late.read(after.length)).isEqualTo(after);
            }
        }
    }

    @Test
    void aHeaderThatDoesNotComeIsNotWaitedForForEver() throws Exception {
        playKeys(1, 3);
        try (Screen screen = new Screen(service.port())) {
            answering = false;
            play(4, 10, SliceHeader.KEYFRAME | SliceHeader.SEQUENCE_HEADER);
            playKeys(5, 12);
            byte[] expected = expected(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void anAnswerEndsWhereTheTracksChange() throws Exception {
        playKeys(1, 2);
        try (Screen screen = new Screen(service.port())) {
            byte[] before = expected(1, 2);
            assertThat(screen.read(before.length)).isEqualTo(before);
            answering = false;
            play(3, 10, SliceHeader.KEYFRAME | SliceHeader.SEQUENCE_HEADER);
            byte[] picture = FlvHeader.bytes(false, true);
            questions.get(questions.size() - 1).accept(Payload.of(picture));
            assertThat(screen.readAll()).isEmpty();
            try (Screen again = new Screen(service.port())) {
                byte[] after = joined(picture, media(3, 10));
                assertThat(again.read(after.length)).isEqualTo(after);
            }
        }
        while (players() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void acrossAGapAPlayerGetsTheConfigurationAgain() throws Exception {
        answering = false;
        playKeys(1, 1);
        byte[] meta = FlvTag.of(18, 0, new byte[] {1});
        questions.get(0).accept(Payload.of(joined(HEADER, meta)));
        try (Screen screen = new Screen(service.port())) {
            byte[] timed = FlvTag.of(18, 1_000, new byte[] {1});
            byte[] before = joined(HEADER, timed, media(1, 10));
            assertThat(screen.read(before.length)).isEqualTo(before);
            byte[] other = FlvTag.of(18, 0, new byte[] {2});
            playKeys(7, 7);
            questions.get(questions.size() - 1).accept(Payload.of(joined(HEADER, other)));
            byte[] after = joined(FlvTag.of(18, 2_040, new byte[] {2}), media(7, 10));
            assertThat(screen.read(after.length)).isEqualTo(after);
        }
    }

    @Test
    void whoWaitsIsCounted() throws Exception {
        play(1, 10, 0);
        try (Screen screen = new Screen(service.port())) {
            assertThat(screen.status()).isEqualTo(200);
            assertThat(waiting()).isEqualTo(1);
            playKeys(2, 2);
            settle();
            assertThat(waiting()).isZero();
        }
    }

    private double waiting() {
        return service.registry().get("tributary.player.waiting").gauge().value();
    }

    @Test
    void aPlayerThatReadsNothingIsCutOffAndTheOthersGoOn() throws Exception {
        int size = SliceHeader.SIZE_MAX / 2;
        try (Screen good = new Screen(service.port());
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            String request = "GET " + FlvGateway.PATH + " HTTP/1.1\r\nHost: x\r\n\r\n";
            slow.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            slow.getInputStream().read();
            assertThat(good.status()).isEqualTo(200);
            int slices = 0;
            while (service.refusals().count("slow_player") == 0 && slices < 40) {
                slices++;
                play(slices, size, SliceHeader.KEYFRAME);
                if (slices == 1) {
                    assertThat(good.read(HEADER.length)).isEqualTo(HEADER);
                }
                assertThat(good.read(size)).isEqualTo(media(slices, size));
                settle();
            }
            assertThat(service.refusals().count("slow_player")).isEqualTo(1);
            assertThat(slices * (long) size).isGreaterThan(FlvGateway.QUEUE_BYTES_MAX);
            assertThat(players()).isEqualTo(1);
        }
    }

    @Test
    void onePlayerTooManyIsRefused() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        String request = "GET " + FlvGateway.PATH + " HTTP/1.1\r\nHost: x\r\n\r\n";
        for (int i = 0; i < FlvGateway.PLAYERS_MAX; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
            sockets.add(socket);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        try (Screen screen = new Screen(service.port())) {
            assertThat(screen.status()).isEqualTo(503);
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        while (players() > 0) {
            Thread.onSpinWait();
        }
        try (Screen screen = new Screen(service.port())) {
            assertThat(screen.status()).isEqualTo(200);
        }
    }

    @Test
    void aStopEndsTheStream() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            playKeys(1, 1);
            byte[] expected = expected(1);
            assertThat(screen.read(expected.length)).isEqualTo(expected);
            var stopped = service.stop();
            assertThat(screen.readAll()).isEmpty();
            stopped.join();
        }
        playKeys(2, 3);
        assertThatThrownBy(() -> new Screen(service.port())).isInstanceOf(IOException.class);
    }
}
