package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.wire.Payload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What ffmpeg decodes of what is pushed, it decodes of what a player gets. */
@Timeout(240)
@Tag("slow")
@Tag("oracle")
final class DecoderTest {
    static final String LARGER =
            "-f lavfi -i testsrc2=size=480x270:rate=25:duration=4 -f lavfi -i"
                    + " sine=frequency=440:sample_rate=44100:duration=4 -c:v libx264 -preset"
                    + " ultrafast -tune zerolatency -pix_fmt yuv420p -g 25 -c:a aac -f flv";

    /** What was decoded as it should be. */
    private final Set<Payload> good = new HashSet<>();

    @BeforeAll
    static void decoder() {
        Ffmpeg.assume();
    }

    @TestFactory
    Stream<DynamicTest> aPlayerDecodesAllOf() throws Exception {
        Ffmpeg.Decoded whole = Ffmpeg.decode(Clip.fixture().flv());
        assertThat(whole.pictures()).isEqualTo(250);
        return OddStreams.all().entrySet().stream()
                .map(
                        one ->
                                DynamicTest.dynamicTest(
                                        one.getKey(), () -> decodes(whole, one.getValue())));
    }

    private void decodes(Ffmpeg.Decoded whole, byte[] flv) throws Exception {
        try (Show show = new Show().push(flv)) {
            byte[] played = show.played().get(0);
            // Most odd tags leave nothing behind: what a player gets is the same.
            if (!good.contains(Payload.of(played))) {
                assertThat(Ffmpeg.decode(played)).isEqualTo(whole);
                good.add(Payload.of(played));
            }
        }
    }

    @Test
    void aSecondResolutionIsDecodedByWhoWasThereAndByWhoComes() throws Exception {
        Clip larger = Clip.of(Ffmpeg.make(LARGER));
        Clip both = Clip.fixture().then(larger.shifted(10_000));
        try (Show show = new Show().push(both.flv())) {
            // The last slice alone may be too short to hold a keyframe: nobody begins there.
            int places = show.slices().size() - 1;
            for (int left = 0; left < places; left++) {
                List<byte[]> answers = show.played(left);
                assertThat(answers).hasSize(1);
                Ffmpeg.Decoded decoded = Ffmpeg.decode(answers.get(0));
                assertThat(decoded.errors()).as("from slice %d", left).isEmpty();
                assertThat(decoded.pictures())
                        .as("from slice %d", left)
                        .isEqualTo(Clip.of(answers.get(0)).frames(MediaTag.Kind.VIDEO).size());
            }
        }
    }

    @Test
    void soundAloneIsDecoded() throws Exception {
        Clip sound = Clip.fixture().only(part -> !part.is(MediaTag.Kind.VIDEO));
        try (Show show = new Show().push(sound.flv())) {
            Ffmpeg.Decoded decoded = Ffmpeg.decode(show.played().get(0));
            assertThat(decoded).isEqualTo(Ffmpeg.decode(sound.flv()));
            assertThat(decoded.sounds()).isGreaterThan(400);
        }
    }
}
