package dev.tributary.live;

import dev.tributary.core.base.Time;
import dev.tributary.core.slice.CutSlice;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.sim.script.FrameSource;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.SyntheticFlv;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The broadcaster: pushes the frames of the scenario as FLV to the origin, the past at once and the
 * rest when its time has come; on a thread of its own. It goes and comes back as it is told, and
 * cuts what it sends once more, for the ledger.
 */
final class Encoder implements AutoCloseable, SlicerOutput {
    private final FrameSource frames;
    private final SyntheticFlv flv;
    private final Ledger ledger;
    private final PushConnection.Target target;
    private final ClockWitness witness;
    private final long publishMillis;
    private final GlassToGlass glass;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("encoder", true));
    private volatile Show show;
    private volatile long startNanos;
    private volatile boolean closed;
    private volatile String fault;

    // On the encoder's thread.
    private final SlicerConfig config;
    private Slicer slicer;
    private int tags;

    /** What the encoder's clock says at the next slice, the first of a show; -1 later. */
    private long clockMillis = -1;

    /**
     * Connects to the origin and pushes the past.
     *
     * @param publishMillis how much later than its media time a frame leaves
     * @param config how the origin cuts what it gets
     */
    Encoder(
            FrameSource frames,
            SlicerConfig config,
            long seed,
            Ledger ledger,
            PushConnection.Target target,
            long publishMillis,
            ClockWitness witness,
            GlassToGlass glass) {
        this.frames = frames;
        this.ledger = ledger;
        this.target = target;
        this.publishMillis = publishMillis;
        this.config = config;
        this.glass = glass;
        slicer = new Slicer(config, this);
        this.witness = witness;
        flv = new SyntheticFlv(seed);
        show = new Show(publishMillis - FrameSource.HEAD_START_MILLIS, 0);
        thread.execute(show);
    }

    /** Hears how far media time has fallen behind the encoder's first clock; on its thread. */
    interface ClockWitness {
        /** From a slice on, media time is so many milliseconds behind. */
        void behind(int fromSlice, long millis);
    }

    /** From one coming of the publisher to its going. */
    private final class Show implements Runnable {
        private final long dueMillis;
        private final long dtsMillis;
        private long dueShiftMillis;
        private long dtsShiftMillis;
        private volatile boolean over;

        /**
         * Will begin with the next keyframe.
         *
         * @param dueMillis run time of that frame
         * @param dtsMillis its time in the FLV
         */
        Show(long dueMillis, long dtsMillis) {
            this.dueMillis = dueMillis;
            this.dtsMillis = dtsMillis;
        }

        private FrameSource.Frame keyframe() {
            FrameSource.Frame frame = frames.next();
            while (!frame.keyframe()) {
                frame = frames.next();
            }
            dueShiftMillis = dueMillis - frame.dtsMillis();
            dtsShiftMillis = dtsMillis - frame.dtsMillis();
            return frame;
        }

        @Override
        public void run() {
            try (PushConnection connection = new PushConnection(target)) {
                connection.send(FlvHeader.bytes(false, true));
                byte[] header = flv.sequenceHeader(1, dtsMillis);
                push(connection, MediaTag.Role.CONFIGURATION, dtsMillis, header);
                FrameSource.Frame frame = keyframe();
                while (awaitTime(connection, frame.dtsMillis() + dueShiftMillis)) {
                    push(connection, frame);
                    frame = frames.next();
                }
                if (!closed) {
                    connection.finish();
                }
            } catch (IOException e) {
                fault = closed ? fault : "the origin took no more: " + e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            slicer.onEnd();
        }

        private void push(PushConnection connection, FrameSource.Frame frame) throws IOException {
            int size = Math.max(SyntheticFlv.TAG_BYTES_MIN, frame.bytes());
            long dts = frame.dtsMillis() + dtsShiftMillis;
            if (startNanos != 0) {
                glass.taken(tags, System.nanoTime() - publishMillis * Time.NANOS_PER_MILLI);
            }
            byte[] bytes = flv.videoTag(tags++, size, dts, frame.keyframe());
            boolean key = frame.keyframe();
            push(connection, key ? MediaTag.Role.KEYFRAME : MediaTag.Role.FRAME, dts, bytes);
        }

        private void push(PushConnection connection, MediaTag.Role role, long dts, byte[] bytes)
                throws IOException {
            slicer.onTag(new MediaTag(MediaTag.Kind.VIDEO, dts, bytes.length, role), bytes);
            connection.send(bytes);
        }

        /** Returns whether the show goes on at that time of the run. */
        private boolean awaitTime(PushConnection connection, long runMillis)
                throws IOException, InterruptedException {
            if (runMillis > 0) {
                if (caughtUp.getCount() > 0) {
                    connection.flush();
                    caughtUp.countDown();
                }
                started.await();
                long due = startNanos + runMillis * Time.NANOS_PER_MILLI;
                while (!over && !closed && System.nanoTime() < due) {
                    connection.flush();
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
            return !over && !closed;
        }
    }

    /** Waits until the past is pushed. */
    void awaitPast() throws InterruptedException {
        caughtUp.await();
    }

    /** The run begins at a time of {@link System#nanoTime}. */
    void start(long nanoTime) {
        startNanos = nanoTime;
        started.countDown();
    }

    /** The publisher goes: what it has sent of a slice is one. */
    void stop() {
        Show last = show;
        if (last != null) {
            last.over = true;
            show = null;
        }
    }

    /**
     * The publisher is back, if it was away; with a keyframe.
     *
     * @param runMillis time of the run
     */
    void resume(long runMillis, PlannedEvent.Clock clock) {
        resume(runMillis, clock, 0);
    }

    /** The same, at an origin that begins with a slice. */
    void resume(long runMillis, PlannedEvent.Clock clock, int firstSlice) {
        if (show != null) {
            return;
        }
        long mediaMillis = runMillis + FrameSource.HEAD_START_MILLIS - publishMillis;
        Show next = new Show(runMillis, clock == PlannedEvent.Clock.KEPT ? mediaMillis : 0);
        show = next;
        thread.execute(
                () -> {
                    if (firstSlice > 0) {
                        slicer = new Slicer(config, this, firstSlice);
                    }
                    clockMillis = mediaMillis;
                    next.run();
                });
    }

    /** Waits until the publisher that was told to go has gone. */
    void awaitStop() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        thread.execute(gone::countDown);
        gone.await();
    }

    /** Returns what went wrong, or null. */
    String fault() {
        return fault;
    }

    @Override
    public void slice(CutSlice slice, byte[] media) {
        ledger.add(slice.header(), media);
        if (clockMillis >= 0) {
            witness.behind(slice.header().slice(), clockMillis - slice.header().dtsMillis());
            clockMillis = -1;
        }
    }

    @Override
    public void retime(byte[] media, int at, long dtsMillis) {
        FlvTag.retime(media, at, dtsMillis);
    }

    @Override
    public void refused(MediaTag tag, TagRefusal reason) {
        fault = "the slicer refused a tag: " + reason;
    }

    @Override
    public void close() {
        closed = true;
        started.countDown();
        thread.shutdownNow();
    }
}
