package dev.tributary.sim.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.slice.Slicer;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.sim.kernel.Randomness;
import org.junit.jupiter.api.Test;

/** An encoder that makes what a slicer takes. */
final class FrameSourceTest {
    /** Keyframes whose size exceeds the limit once in a thousand, as scenarios may have them. */
    @Test
    void noFrameIsLargerThanASlicerTakes() {
        MediaSpec media = new MediaSpec(1_660, 1, 1, 1, 2);
        assertThat(media.largeKeyframeBytes()).isBetween(3.9e6, (double) Slicer.TAG_BYTES_MAX);
        FrameSource frames = new FrameSource(new Randomness(1), media);
        int frameCount = 20_000;
        double sum = 0;
        int cut = 0;
        for (int i = 0; i < frameCount; i++) {
            int bytes = frames.next().bytes();
            assertThat(bytes).isLessThanOrEqualTo(Slicer.TAG_BYTES_MAX);
            cut += bytes == Slicer.TAG_BYTES_MAX ? 1 : 0;
            sum += bytes;
        }
        assertThat(cut).isBetween(1, frameCount / 200);
        assertThat(sum / frameCount).isCloseTo(1_660 * 125.0, within(.1 * 1_660 * 125));
    }
}
