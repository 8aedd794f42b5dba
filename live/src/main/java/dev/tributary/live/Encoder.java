package dev.tributary.live;

import dev.tributary.core.base.Time;
import dev.tributary.core.slice.CutSlice;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.sim.script.FrameSource;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.origin.OriginServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The broadcaster: pushes the frames of the scenario as FLV to the origin, the past at once and the
 * rest when its time has come; on a thread of its own.
 */
final class Encoder implements AutoCloseable, SlicerOutput {
    private final FrameSource frames;
    private final SyntheticFlv flv;
    private final Ledger ledger;
    private final Slicer slicer = new Slicer(SlicerConfig.defaults(), this);
    private final long publishMillis;
    private final Socket socket;
    private final OutputStream out;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread thread;
    private volatile long startNanos;
    private volatile boolean closed;
    private volatile String fault;

    /**
     * Connects to the origin and pushes the past.
     *
     * @param publishMillis how much later than its media time a frame leaves
     */
    Encoder(FrameSource frames, long seed, Ledger ledger, Target target, long publishMillis)
            throws IOException {
        this.frames = frames;
        this.ledger = ledger;
        this.publishMillis = publishMillis;
        flv = new SyntheticFlv(seed);
        socket = new Socket(InetAddress.getLoopbackAddress(), target.port());
        socket.setTcpNoDelay(true);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        out.write(request(target).getBytes(StandardCharsets.US_ASCII));
        thread = new Thread(this::run, "encoder");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where to push. */
    record Target(int port, StreamKey stream, String secret) {}

    private static String request(Target target) {
        HexFormat hex = HexFormat.of();
        String key = hex.toHexDigits(target.stream().high());
        key += hex.toHexDigits(target.stream().low());
        return "POST /v1/"
                + key
                + "/publish HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + OriginServer.SECRET
                + ": "
                + target.secret()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private void run() {
        try {
            chunk(FlvHeader.bytes(false, true));
            byte[] header = flv.sequenceHeader(1, 0);
            slicer.onTag(
                    tag(new FrameSource.Frame(0, header.length, true), MediaTag.Role.CONFIGURATION),
                    header);
            chunk(header);
            for (int number = 0; !closed; number++) {
                push(number);
            }
        } catch (IOException e) {
            fault = closed ? null : "the origin took no more: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void push(int number) throws IOException, InterruptedException {
        FrameSource.Frame frame = frames.next();
        awaitTime(frame.dtsMillis() - FrameSource.HEAD_START_MILLIS + publishMillis);
        int size = Math.max(SyntheticFlv.TAG_BYTES_MIN, frame.bytes());
        byte[] bytes = flv.videoTag(number, size, frame.dtsMillis(), frame.keyframe());
        FrameSource.Frame sent = new FrameSource.Frame(frame.dtsMillis(), size, frame.keyframe());
        slicer.onTag(
                tag(sent, frame.keyframe() ? MediaTag.Role.KEYFRAME : MediaTag.Role.FRAME), bytes);
        chunk(bytes);
    }

    private static MediaTag tag(FrameSource.Frame frame, MediaTag.Role role) {
        return new MediaTag(MediaTag.Kind.VIDEO, frame.dtsMillis(), frame.bytes(), role);
    }

    private void awaitTime(long runMillis) throws IOException, InterruptedException {
        if (runMillis <= 0) {
            return;
        }
        if (caughtUp.getCount() > 0) {
            out.flush();
            caughtUp.countDown();
        }
        started.await();
        long due = startNanos + runMillis * Time.NANOS_PER_MILLI;
        while (!closed && System.nanoTime() < due) {
            out.flush();
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void chunk(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write('\r');
        out.write('\n');
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

    /** Returns what went wrong, or null. */
    String fault() {
        return fault;
    }

    @Override
    public void slice(CutSlice slice, byte[] media) {
        ledger.add(slice.header(), media);
    }

    @Override
    public void retime(byte[] media, int at, long dtsMillis) {
        fault = "the clock of the frames jumped to " + dtsMillis;
    }

    @Override
    public void refused(MediaTag tag, TagRefusal reason) {
        fault = "the slicer refused a tag: " + reason;
    }

    @Override
    public void close() {
        closed = true;
        started.countDown();
        thread.interrupt();
        try {
            socket.close();
        } catch (IOException e) {
            fault = "the connection to the origin did not close: " + e.getMessage();
        }
    }
}
