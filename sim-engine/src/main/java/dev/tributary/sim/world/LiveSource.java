package dev.tributary.sim.world;

import dev.tributary.core.slice.Keyframe;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.SimTask;
import java.util.List;

/**
 * The encoder: feeds the core's {@link Slicer} with frames whose sizes follow the bitrate, a larger
 * keyframe at the head of each group and lognormal variation.
 */
final class LiveSource extends SimTask implements SlicerOutput {
    /** Media that exists when the run begins, so that the first viewers find a full index. */
    static final long HEAD_START_MILLIS = 60_000;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final World world;
    private final RandomStream random;
    private final Slicer slicer;
    private final long publishNanos;
    private final double frameMillis;
    private final int groupFrames;
    private final double frameBytes;
    private final double keyframeWeight;
    private final double mu;
    private final double sigma;
    private long frame;
    private long dtsMillis;
    private SliceHeader cut;

    LiveSource(World world, MediaSpec media, double publishMillis) {
        this.world = world;
        random = world.randomness().stream(World.MEDIA, 0);
        slicer = new Slicer(SlicerConfig.defaults(), this);
        publishNanos = (long) (publishMillis * NANOS_PER_MILLI);
        frameMillis = 1_000 / media.framesPerSecond();
        groupFrames =
                Math.max(1, (int) Math.round(media.keyframeSeconds() * media.framesPerSecond()));
        double groupBytes = media.bitrateKbps() * 125.0 * media.keyframeSeconds();
        keyframeWeight = media.keyframeWeight();
        frameBytes = groupBytes / (groupFrames - 1 + keyframeWeight);
        double v = media.variation();
        sigma = StrictMath.sqrt(StrictMath.log(1 + v * v));
        mu = -sigma * sigma / 2;
    }

    /** Fills the edge with the past and starts. */
    void start() {
        advance();
        while (publishMillis() <= 0) {
            world.edge().store(cut);
            advance();
        }
        scheduleNext();
    }

    /** Run time at which the slice that was cut last reaches the edge, milliseconds. */
    private long publishMillis() {
        return dtsMillis - HEAD_START_MILLIS + publishNanos / NANOS_PER_MILLI;
    }

    private void scheduleNext() {
        world.simulator().at(publishMillis() * NANOS_PER_MILLI, this);
    }

    @Override
    public void run() {
        world.trace(id(), -1, cut.slice());
        world.edge().publish(cut);
        advance();
        scheduleNext();
    }

    private int id() {
        return -4;
    }

    /** Encodes until the slicer cuts a slice. */
    private void advance() {
        cut = null;
        while (cut == null) {
            boolean key = frame % groupFrames == 0;
            dtsMillis = Math.round(frame * frameMillis);
            double mean = key ? frameBytes * keyframeWeight : frameBytes;
            int size = Math.max(16, (int) (mean * random.lognormal(mu, sigma)));
            slicer.onTag(new MediaTag(MediaTag.Kind.VIDEO, dtsMillis, size, key, false));
            frame++;
        }
    }

    @Override
    public void slice(SliceHeader header, List<Keyframe> keyframes, byte[] media) {
        cut = header;
    }

    @Override
    public void refused(MediaTag tag, TagRefusal reason) {
        throw new IllegalStateException("the encoder made a bad tag: " + reason);
    }
}
