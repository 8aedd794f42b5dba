package dev.tributary.transport.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What players get when the media time of the stream does not go on. */
@Timeout(30)
final class AnswerTimesTest {
    private static final byte[] FILE = FlvHeader.bytes(true, true);
    private static final long WRAP = 1L << 32;

    private final HttpService service =
            Services.plain(HttpLimits.defaults().withTimes(2_000, 5_000, 5_000, 200));
    private final FlvGateway gateway = new FlvGateway(service);

    @BeforeEach
    void start() throws IOException {
        service.start();
        gateway.headersFrom((slice, answer) -> answer.accept(Payload.of(start(20))));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The start of the FLV, whose tags have the time of what follows. */
    private static byte[] start(long millis) {
        return joined(FILE, meta(millis));
    }

    private static byte[] key(long millis) {
        return new SyntheticFlv(1).videoTag(1, 50, millis, true);
    }

    private static byte[] sound(long millis) {
        return FlvTag.of(8, millis, new byte[] {(byte) 0xaf, 1, 7});
    }

    private static byte[] meta(long millis) {
        return FlvTag.of(18, millis, new byte[] {1});
    }

    /** A slice of a second that begins with a keyframe. */
    private void play(int slice, long dtsMillis, byte[]... more) {
        byte[] media = joined(key(dtsMillis), joined(more));
        gateway.play(
                new SliceHeader(slice, dtsMillis, 1_000, media.length, SliceHeader.KEYFRAME),
                Payload.of(media));
    }

    private static void gets(Screen screen, byte[]... parts) throws Exception {
        byte[] expected = joined(parts);
        assertThat(screen.read(expected.length)).isEqualTo(expected);
    }

    @Test
    void timesGoOnWhereAnOriginBeginsAtZeroAgain() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            play(7, 316_000, sound(316_500));
            play(8, 317_000);
            gets(screen, start(316_000), key(316_000), sound(316_500), key(317_000));
            play(900, 20, sound(520));
            play(901, 1_020, sound(1_400));
            gets(screen, meta(318_040), key(318_040), sound(318_540));
            gets(screen, key(319_040), sound(319_420));
        }
    }

    @Test
    void timesGoOnWhereTheNumbersDoToo() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            play(7, 316_000);
            play(8, 0);
            play(9, 1_000);
            gets(screen, start(316_000), key(316_000), key(317_040), key(318_040));
        }
        try (Screen late = new Screen(service.port())) {
            gets(late, start(0), key(0), key(1_000));
        }
    }

    @Test
    void skippedMediaLeavesNoHole() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            play(1, 1_000);
            play(20, 20_000);
            play(21, 21_000);
            gets(screen, start(1_000), key(1_000), meta(2_040), key(2_040), key(3_040));
        }
    }

    @Test
    void holeOfASecondStaysAndALittleMoreIsClosed() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            play(1, 1_000);
            play(3, 3_000);
            play(5, 5_001);
            gets(
                    screen,
                    start(1_000),
                    key(1_000),
                    meta(3_000),
                    key(3_000),
                    meta(4_040),
                    key(4_040));
        }
    }

    @Test
    void soundBeforeThePictureDoesNotGoBackEither() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            play(1, 50_000, sound(50_990));
            play(9, 300, sound(220), sound(340));
            play(10, 1_300, sound(1_250));
            gets(screen, start(50_000), key(50_000), sound(50_990));
            gets(screen, meta(51_040), key(51_120), sound(51_040), sound(51_160));
            gets(screen, key(52_120), sound(52_070));
        }
    }

    @Test
    void everyPlayerHasTimesOfItsOwn() throws Exception {
        try (Screen one = new Screen(service.port());
                Screen two = new Screen(service.port())) {
            play(1, 1_000);
            play(2, 2_000);
            gets(one, start(1_000), key(1_000), key(2_000));
            gets(two, start(1_000), key(1_000), key(2_000));
            play(50, 0);
            gets(one, meta(3_040), key(3_040));
            gets(two, meta(3_040), key(3_040));
            try (Screen late = new Screen(service.port())) {
                gets(late, start(0), key(0));
                play(51, 1_000);
                play(90, 0);
                gets(one, key(4_040), meta(5_080), key(5_080));
                gets(two, key(4_040), meta(5_080), key(5_080));
                gets(late, key(1_000), meta(2_040), key(2_040));
            }
        }
    }

    @Test
    void timesGoOnPastTheirBits() throws Exception {
        try (Screen screen = new Screen(service.port())) {
            play(1, WRAP - 1_500, sound(WRAP - 600));
            play(2, WRAP - 500, sound(WRAP + 300));
            play(30, 0, sound(10));
            gets(screen, start(WRAP - 1_500), key(WRAP - 1_500), sound(WRAP - 600));
            gets(screen, key(WRAP - 500), sound(300), meta(540), key(540), sound(550));
            play(60, WRAP - 100, sound(WRAP - 130));
            gets(screen, meta(1_580), key(1_610), sound(1_580));
        }
    }
}
