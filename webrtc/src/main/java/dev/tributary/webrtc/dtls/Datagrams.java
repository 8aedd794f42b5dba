package dev.tributary.webrtc.dtls;

import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/**
 * What the library reads and writes: first on a worker's thread, where reading waits, then on the
 * loop, where it does not. Records of a flight share datagrams, without which every loss and every
 * reordering inside of a flight would cost a retransmission; small ones once flights were repeated,
 * for there are paths that swallow large ones (RFC 6347 section 4.1.1.1).
 */
final class Datagrams implements DatagramTransport {
    /** Datagrams that wait to be read: two flights and the first data. */
    static final int WAITING_MAX = 64;

    /** What all of IPv4 carries: 576 bytes (RFC 791) without the headers of IPv4 and UDP. */
    static final int SMALL_BYTES = 548;

    /** A handshake has two turns, three with a cookie; beyond these, flights were repeated. */
    private static final int LARGE_TURNS_MAX = 4;

    /** Takes a datagram; the array is valid during the call only. */
    interface Sink {
        void datagram(byte[] bytes, int offset, int length);
    }

    /** Nothing to read now; no failure, and no stack to look at. */
    static final class Drained extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final BlockingQueue<byte[]> in = new ArrayBlockingQueue<>(WAITING_MAX);
    private final DatagramFilter filter;
    private final byte[] held;
    private int heldBytes;
    private int turns;
    private Sink sink;
    private boolean waits = true;
    private volatile boolean abandoned;
    private volatile boolean ended;

    Datagrams(DatagramFilter filter, int mtuBytes, Sink sink) {
        this.filter = filter;
        this.held = new byte[mtuBytes];
        this.sink = sink;
    }

    /** Adds a datagram that came; false if too many wait. */
    boolean add(byte[] datagram) {
        return in.offer(datagram);
    }

    /** The handshake is over: the loop reads and writes from now on. */
    void handOver(Sink toLoop) {
        sink = toLoop;
        waits = false;
    }

    /** Whoever reads or writes shall stop; from any thread. */
    void abandon() {
        abandoned = true;
        in.clear();
        in.offer(new byte[0]); // Wakes the one that reads.
    }

    /** Whether the library has ended the connection. */
    boolean isEnded() {
        return ended;
    }

    @Override
    public int getReceiveLimit() {
        return DtlsConnection.DATAGRAM_BYTES_MAX;
    }

    @Override
    public int getSendLimit() {
        return turns < LARGE_TURNS_MAX ? held.length : Math.min(SMALL_BYTES, held.length);
    }

    @Override
    public int receive(byte[] bytes, int offset, int length, int waitMillis)
            throws InterruptedIOException {
        turns += heldBytes > 0 ? 1 : 0;
        flush();
        byte[] datagram = next(waitMillis);
        if (abandoned) {
            throw new Drained();
        }
        if (datagram == null) {
            return -1;
        }
        int count = Math.min(length, filter.admit(datagram));
        System.arraycopy(datagram, 0, bytes, offset, count);
        return count;
    }

    private byte[] next(int waitMillis) throws InterruptedIOException {
        if (!waits) {
            byte[] datagram = in.poll();
            if (datagram == null) {
                throw new Drained();
            }
            return datagram;
        }
        try {
            return in.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Drained();
        }
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        if (heldBytes + length > getSendLimit()) {
            flush();
        }
        System.arraycopy(bytes, offset, held, heldBytes, length);
        heldBytes += length;
    }

    void flush() {
        int count = heldBytes;
        heldBytes = 0;
        if (count > 0 && !abandoned) {
            sink.datagram(held, 0, count);
        }
    }

    @Override
    public void close() {
        ended = true;
        flush();
    }
}
