package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.MediaTag.Kind;
import dev.tributary.core.slice.MediaTag.Role;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.TagTimes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What players see of sources whose clocks jump, are apart, or whose tracks come and go. */
@Timeout(120)
@Tag("slow")
final class SourceClockTest {

    /** The longest step between two frames of a track that is no hole: of AAC, and a frame. */
    private static final int STEP_MAX = 64 + 41;

    private static void playsOn(Clip played, Clip... sent) {
        for (Kind kind : new Kind[] {Kind.VIDEO, Kind.AUDIO}) {
            List<Long> times = played.times(kind);
            long count = 0;
            for (Clip clip : sent) {
                count += clip.frames(kind).size();
            }
            assertThat(times).as("%s", kind).hasSize((int) count).isSorted();
            for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1))
                        .as("%s %d", kind, i)
                        .isLessThanOrEqualTo(STEP_MAX);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_600_000, 7_000})
    void whoReturnsIsPlayedOnWhereItWas(long from) throws Exception {
        Clip clip = Clip.fixture();
        Clip again = clip.each(part -> part.frame() ? part.at(part.millis() + from) : part);
        try (Show show = new Show().push(clip.flv()).push(again.flv())) {
            List<byte[]> answers = show.played();
            assertThat(answers).hasSize(1);
            playsOn(Clip.of(answers.get(0)), clip, again);
            assertThat(show.jumps()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000, -4_000})
    void aClockThatJumpsWithinASourceIsFollowed(long by) throws Exception {
        Clip clip = Clip.fixture();
        long from = 5_000;
        Clip jumping =
                clip.each(part -> part.millis() >= from ? part.at(part.millis() + by) : part);
        try (Show show = new Show().push(jumping.flv())) {
            playsOn(Clip.of(show.played().get(0)), clip);
            assertThat(show.jumps()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {480, 520, 700, 4_000})
    void soundBehindThePictureIsCutASliceASecond(int millis) throws Exception {
        Clip clip = Clip.fixture();
        try (Show show = new Show().push(clip.soundLater(millis).flv())) {
            playsOn(Clip.of(show.played().get(0)), clip);
            assertThat(show.jumps()).isZero();
            assertThat(show.slices()).hasSizeBetween(9, 11);
        }
    }

    @Test
    void aSequenceHeaderAtTimeZeroBeforeEachKeyframeChangesNothing() throws Exception {
        Clip clip = Clip.fixture();
        Clip.Part configuration =
                clip.parts().stream()
                        .filter(p -> p.is(Kind.VIDEO) && p.tag().role() == Role.CONFIGURATION)
                        .findFirst()
                        .orElseThrow();
        Clip repeated = clip.before(Clip.Part::keyframe, key -> configuration.at(0));
        try (Show show = new Show().push(repeated.flv())) {
            playsOn(Clip.of(show.played().get(0)), clip);
            assertThat(show.jumps()).isZero();
            assertThat(show.slices()).hasSize(10);
        }
    }

    @Test
    void scriptsAtTimeZeroChangeNothing() throws Exception {
        Clip clip = Clip.fixture();
        byte[] text = "\2\0\12onTextData\5".getBytes(StandardCharsets.US_ASCII);
        byte[] tag = FlvTag.of(FlvTag.SCRIPT, 0, text);
        Clip with = clip.before(Clip.Part::keyframe, key -> Clip.Part.raw(0, tag));
        try (Show show = new Show().push(with.flv())) {
            Clip played = Clip.of(show.played().get(0));
            playsOn(played, clip);
            assertThat(show.jumps()).isZero();
            assertThat(played.parts())
                    .filteredOn(part -> part.is(Kind.SCRIPT) && part.body().length == text.length)
                    .as("all but the one before the first picture")
                    .hasSize(9);
        }
    }

    @Test
    void soundAlonePlaysFromItsFirstSlice() throws Exception {
        Clip sound = Clip.fixture().only(part -> !part.is(Kind.VIDEO));
        try (Show show = new Show().push(sound.flv())) {
            assertThat(show.slices()).allMatch(SliceHeader::keyframe);
            byte[] played = show.played().get(0);
            assertThat(played[4]).isEqualTo((byte) FlvHeader.AUDIO);
            playsOn(Clip.of(played), sound);
        }
    }

    @Test
    void whoReturnsWithoutSoundIsAnnouncedWithoutIt() throws Exception {
        Clip clip = Clip.fixture();
        Clip silent = clip.only(part -> !part.is(Kind.AUDIO));
        try (Show show = new Show().push(clip.flv()).push(silent.flv()).push(clip.flv())) {
            List<byte[]> answers = show.played();
            assertThat(answers).extracting(answer -> (int) answer[4]).containsExactly(5, 1, 5);
            playsOn(Clip.of(answers.get(0)), clip);
            playsOn(Clip.of(answers.get(1)), silent);
            playsOn(Clip.of(answers.get(2)), clip);
            assertThat(Clip.of(answers.get(1)).parts()).noneMatch(part -> part.is(Kind.AUDIO));
        }
    }

    @Test
    void coloursArePartOfTheHeader() throws Exception {
        Clip clip = Clip.fixture();
        byte[] colours =
                FlvTag.of(FlvTag.VIDEO, 0, new byte[] {(byte) 0xd4, 'a', 'v', 'c', '1', 2});
        Clip with = clip.with(0, colours);
        try (Show show = new Show().push(with.flv())) {
            byte[] late = show.played(5).get(0);
            assertThat(Clip.of(late).parts())
                    .filteredOn(part -> part.is(Kind.VIDEO))
                    .element(1)
                    .satisfies(
                            part -> assertThat(TagTimes.allAt(part.bytes(), 0)).isEqualTo(colours));
        }
    }
}
