package dev.tributary.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaClockTest {
    private final MediaClock clock = new MediaClock();

    private long video(long millis) {
        return clock.place(Tags.video(millis));
    }

    private long audio(long millis) {
        return clock.place(Tags.audio(millis));
    }

    /** A second of both, from a time on. */
    private void second(long from) {
        for (int i = 0; i < 25; i++) {
            video(from + 40L * i);
            audio(from + 40L * i + 10);
        }
    }

    @Test
    void theFirstSourceKeepsItsTimes() {
        assertThat(video(4_294_967_250L)).isEqualTo(4_294_967_250L);
        assertThat(clock.jumped()).isFalse();
        assertThat(audio(4_294_967_240L)).isEqualTo(4_294_967_240L);
        assertThat(clock.jumped()).isFalse();
    }

    @Test
    void whoReturnsFromZeroGoesOnWhereMediaTimeIs() {
        second(60_000);
        clock.restart();
        assertThat(video(0)).isEqualTo(61_010);
        assertThat(clock.jumped()).isTrue();
        assertThat(audio(10)).isEqualTo(61_020);
        assertThat(clock.jumped()).isFalse();
        assertThat(video(40)).isEqualTo(61_050);
    }

    @Test
    void aJumpOfBothWithinASourceMovesBothAlike() {
        second(0);
        assertThat(audio(3_600_000)).isEqualTo(1_010);
        assertThat(clock.jumped()).isTrue();
        assertThat(video(3_600_020)).isEqualTo(1_030);
        assertThat(clock.jumped()).isFalse();
        assertThat(audio(3_600_023)).isEqualTo(1_033);
        assertThat(video(1_000)).isEqualTo(1_073);
        assertThat(clock.jumped()).isTrue();
        assertThat(audio(1_010)).isEqualTo(1_083);
        assertThat(clock.jumped()).isFalse();
    }

    @Test
    void oneFrameWithAWildTimeLeavesSoundAndPictureTogether() {
        second(0);
        assertThat(video(90_000_000)).isEqualTo(1_010);
        second(1_040);
        assertThat(video(2_040)).isEqualTo(2_040);
        assertThat(audio(2_050)).isEqualTo(2_050);
        assertThat(video(7_000)).isEqualTo(7_000);
        assertThat(video(2_080)).as("slowly").isEqualTo(7_001);
        assertThat(audio(2_090)).isEqualTo(2_090);
    }

    @Test
    void soundThatIsFarFromThePictureByItsClockIsPutBesideIt() {
        assertThat(video(50_000)).isEqualTo(50_000);
        assertThat(audio(0)).isEqualTo(50_040);
        assertThat(video(50_040)).isEqualTo(50_040);
        assertThat(audio(23)).isEqualTo(50_063);
        assertThat(clock.jumped()).isFalse();
    }

    @Test
    void soundThatBeginsLateIsWhereItsClockSays() {
        for (int i = 0; i < 750; i++) {
            video(40L * i);
        }
        assertThat(audio(29_970)).isEqualTo(29_970);
        assertThat(clock.jumped()).isFalse();
    }

    @Test
    void whatHasNoClockKeepsATimeThatIsPlausible() {
        second(0);
        MediaTag end = new MediaTag(MediaTag.Kind.VIDEO, 960, 16, MediaTag.Role.ASIDE);
        assertThat(clock.beside(end, 970)).isEqualTo(960);
        assertThat(clock.beside(end, 1_461)).isEqualTo(1_461);
        assertThat(clock.beside(end, 959)).isEqualTo(959);
        clock.restart();
        audio(0);
        assertThat(clock.beside(Tags.script(0), 1_020)).isEqualTo(1_010);
    }

    @Test
    void aPictureInTwelveSecondsStaysWithItsSound() {
        video(0);
        for (int i = 0; i <= 24; i++) {
            audio(500L * i);
        }
        assertThat(video(12_000)).isEqualTo(12_000);
        assertThat(clock.jumped()).isFalse();
    }

    @Test
    void noTrackEverGoesBack() {
        Property.of("stream", Tags::random)
                .holds(
                        tags -> {
                            MediaClock any = new MediaClock();
                            List<Long> sound = new ArrayList<>();
                            List<Long> picture = new ArrayList<>();
                            for (MediaTag tag : tags) {
                                if (tag.timed() && tag.dtsMillis() >= 0) {
                                    boolean audio = tag.kind() == MediaTag.Kind.AUDIO;
                                    (audio ? sound : picture).add(any.place(tag));
                                }
                            }
                            assertThat(sound).isSorted();
                            assertThat(picture).isSorted();
                        });
    }
}
