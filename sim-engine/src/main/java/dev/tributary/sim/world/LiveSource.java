package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.slice.CutSlice;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.scenarios.MediaSpec;
import dev.tributary.scenarios.PlannedEvent.Clock;
import dev.tributary.sim.kernel.SimTask;
import dev.tributary.sim.script.FrameSource;

/** Encoder and origin: frames for the core's {@link Slicer}, which the publisher may leave out. */
final class LiveSource extends SimTask implements SlicerOutput {
    static final long HEAD_START_MILLIS = FrameSource.HEAD_START_MILLIS;

    private final Run run;
    private final EdgeNode edge;
    private final FrameSource frames;
    private final SlicerConfig config;
    private Slicer slicer;

    /** Media time of a frame less that of the encoder's first clock. */
    private long encoderMillis;

    /** Run time at which media time 0 reaches the edge, now and at the start. */
    private long zeroMillis;

    private final long firstZeroMillis;

    /** The next slice for the edge; null while there is no publisher. */
    private SliceHeader cut;

    private long dtsMillis;
    private SliceHeader newest;

    LiveSource(Run run, EdgeNode edge, MediaSpec media, MediaLayout layout, double publishMillis) {
        this.run = run;
        this.edge = edge;
        frames = new FrameSource(run.randomness(), media);
        config = SlicerConfig.of(layout);
        slicer = new Slicer(config, this);
        long publishNanos = (long) (publishMillis * Time.NANOS_PER_MILLI);
        firstZeroMillis = publishNanos / Time.NANOS_PER_MILLI - HEAD_START_MILLIS;
        zeroMillis = firstZeroMillis;
    }

    /** Fills the edge with the past and starts. */
    void start() {
        advance();
        while (publishMillis() <= 0) {
            newest = cut;
            edge.store(cut);
            advance();
        }
        scheduleNext();
    }

    /** Run time at which the slice that was cut last reaches the edge, milliseconds. */
    private long publishMillis() {
        return dtsMillis + zeroMillis;
    }

    private long nowMillis() {
        return run.nowNanos() / Time.NANOS_PER_MILLI;
    }

    private void scheduleNext() {
        run.simulator().at(publishMillis() * Time.NANOS_PER_MILLI, this);
    }

    @Override
    public void run() {
        publish(cut);
        advance();
        scheduleNext();
    }

    private void publish(SliceHeader header) {
        run.trace(id(), -1, header.slice());
        newest = header;
        edge.publish(header);
    }

    private int id() {
        return -4;
    }

    /** Encodes until the slicer cuts a slice. */
    private void advance() {
        cut = null;
        while (cut == null) {
            encode(frames.next());
        }
    }

    private void encode(FrameSource.Frame frame) {
        dtsMillis = frame.dtsMillis() + encoderMillis;
        slicer.onTag(
                new MediaTag(
                        MediaTag.Kind.VIDEO,
                        dtsMillis,
                        frame.bytes(),
                        frame.keyframe() ? MediaTag.Role.KEYFRAME : MediaTag.Role.FRAME));
    }

    /** The publisher goes: what it has sent of a slice is one. */
    void stop() {
        if (cut == null) {
            return;
        }
        run.simulator().cancel(this);
        long sentMillis = nowMillis() - zeroMillis - cut.dtsMillis();
        SliceHeader part = part(cut, (int) Math.min(sentMillis, cut.durationMillis()));
        cut = null;
        if (sentMillis > 0) {
            publish(part);
        }
    }

    /** Returns the beginning of a slice, of which bytes and media time run alike. */
    private static SliceHeader part(SliceHeader whole, int millis) {
        int bytes = (int) ((long) whole.sizeBytes() * millis / Math.max(1, whole.durationMillis()));
        return new SliceHeader(
                whole.slice(), whole.dtsMillis(), millis, Math.max(1, bytes), whole.flags());
    }

    /** The publisher is back. */
    void resume(Clock clock) {
        begin(newest.slice() + 1, clock);
    }

    /** The origin is back: its numbers are seconds, whatever it has cut meanwhile. */
    void restart() {
        int second = (int) ((nowMillis() + HEAD_START_MILLIS) / 1_000);
        int first = Math.max(newest.slice() + 1, second);
        edge.newOrigin(first);
        begin(first, Clock.ZERO);
    }

    private void begin(int firstSlice, Clock clock) {
        if (cut != null) {
            return;
        }
        FrameSource.Frame frame = frames.next();
        while (!frame.keyframe()) {
            frame = frames.next();
        }
        long mediaMillis = newest.endMillis();
        if (clock == Clock.KEPT) {
            mediaMillis = Math.max(mediaMillis, nowMillis() - zeroMillis);
        }
        zeroMillis = nowMillis() - mediaMillis;
        run.meter().encoderClock().behind(firstSlice, zeroMillis - firstZeroMillis);
        encoderMillis = mediaMillis - frame.dtsMillis();
        slicer = new Slicer(config, this, firstSlice);
        encode(frame);
        advance();
        scheduleNext();
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
