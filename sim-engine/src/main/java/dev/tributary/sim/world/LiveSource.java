package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.core.slice.CutSlice;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.script.FrameSource;

/** The encoder: feeds the core's {@link Slicer} with frames. */
final class LiveSource extends SimTask implements SlicerOutput {
    static final long HEAD_START_MILLIS = FrameSource.HEAD_START_MILLIS;

    private final Run run;
    private final EdgeNode edge;
    private final FrameSource frames;
    private final Slicer slicer;
    private final long publishNanos;
    private long dtsMillis;
    private SliceHeader cut;

    LiveSource(Run run, EdgeNode edge, MediaSpec media, double publishMillis) {
        this.run = run;
        this.edge = edge;
        frames = new FrameSource(run.randomness(), media);
        slicer = new Slicer(SlicerConfig.defaults(), this);
        publishNanos = (long) (publishMillis * Time.NANOS_PER_MILLI);
    }

    /** Fills the edge with the past and starts. */
    void start() {
        advance();
        while (publishMillis() <= 0) {
            edge.store(cut);
            advance();
        }
        scheduleNext();
    }

    /** Run time at which the slice that was cut last reaches the edge, milliseconds. */
    private long publishMillis() {
        return dtsMillis - HEAD_START_MILLIS + publishNanos / Time.NANOS_PER_MILLI;
    }

    private void scheduleNext() {
        run.simulator().at(publishMillis() * Time.NANOS_PER_MILLI, this);
    }

    @Override
    public void run() {
        run.trace(id(), -1, cut.slice());
        edge.publish(cut);
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
            FrameSource.Frame frame = frames.next();
            dtsMillis = frame.dtsMillis();
            slicer.onTag(
                    new MediaTag(
                            MediaTag.Kind.VIDEO,
                            dtsMillis,
                            frame.bytes(),
                            frame.keyframe() ? MediaTag.Role.KEYFRAME : MediaTag.Role.FRAME));
        }
    }

    @Override
    public void slice(CutSlice slice, byte[] media) {
        cut = slice.header();
    }

    @Override
    public void retime(byte[] media, int at, long millis) {
        throw new IllegalStateException("frames of the encoder have no bytes");
    }

    @Override
    public void refused(MediaTag tag, TagRefusal reason) {
        throw new IllegalStateException("the encoder made a bad tag: " + reason);
    }
}
