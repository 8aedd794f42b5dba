package dev.tributary.webrtc.dtls;

import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which handshakes wait for the peer, and the way back to the event loop. Serves all
 * connections of one loop; threads are daemons, begin when needed and end when idle.
 */
public final class DtlsWorkers implements AutoCloseable {
    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor pool;
    private final Executor loop;
    private final RecordCrypto crypto;

    /**
     * Makes workers without a thread yet.
     *
     * @param threadsMax handshakes at the same time, 1 to 256; one waits mostly. More are refused:
     *     in a queue, those of two viewers could wait for each other
     * @param loop runs what it is given one after the other, on the thread that owns the
     *     connections
     * @param random for keys and nonces; thread safe
     */
    public DtlsWorkers(int threadsMax, Executor loop, SecureRandom random) {
        if (threadsMax < 1 || threadsMax > 256) {
            throw new IllegalArgumentException(threadsMax + " threads");
        }
        this.loop = loop;
        this.crypto = new RecordCrypto(random);
        pool =
                new ThreadPoolExecutor(
                        0,
                        threadsMax,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        DtlsWorkers::thread);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dtls-handshake");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns false if there are too many handshakes, or no more. */
    boolean execute(Runnable handshake) {
        try {
            pool.execute(handshake);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Runs it on the loop; a loop that has ended needs no results. */
    void post(Runnable result) {
        try {
            loop.execute(result);
        } catch (RejectedExecutionException e) {
            pool.shutdownNow();
        }
    }

    RecordCrypto crypto() {
        return crypto;
    }

    /** Returns the handshakes that run; at once and approximately. */
    public int handshakes() {
        return pool.getActiveCount();
    }

    /** Ends all handshakes, and refuses more. Harmless when repeated. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
