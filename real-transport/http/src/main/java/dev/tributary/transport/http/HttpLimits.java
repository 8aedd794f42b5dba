package dev.tributary.transport.http;

import dev.tributary.core.base.Check;

/**
 * What a client may take of a server (reliability.md T9, T16).
 *
 * @param headerMillis from the first byte of a request, or from the connection, to the end of its
 *     header; a bounded body has as long again
 * @param idleMillis a connection without a request, or a request body without bytes
 * @param progressMillis period in which a reader must take {@code progressBytes}, or all that was
 *     pending at its start
 * @param progressBytes see {@code progressMillis}
 * @param connectionsMax connections of the service; below the limit of open files
 * @param connectionsPerAddress connections of one IPv4 address or IPv6 /64; carriers put hundreds
 *     of viewers behind one address
 * @param acceptsPerSecond connections accepted per second, with a burst of as many; further ones
 *     wait in the kernel's queue
 * @param streamBytes asked of the kernel for a connection with a standing stream, and half of it
 *     before: what is past recall when the stream is changed. Linux takes twice as much; the
 *     default is enough for 10 Mbit/s at 100 ms
 * @param stopMillis how long a stop waits for exchanges to finish
 * @param heldBytesMax bytes that all connections of the service together may have waiting, to be
 *     sent or to be understood; the slowest end above it
 */
public record HttpLimits(
        int headerMillis,
        int idleMillis,
        int progressMillis,
        int progressBytes,
        int connectionsMax,
        int connectionsPerAddress,
        int acceptsPerSecond,
        int streamBytes,
        int stopMillis,
        long heldBytesMax) {
    /** Longest request line, bytes. */
    public static final int LINE_MAX = 4_096;

    /** Longest header, bytes without the request line. */
    public static final int HEADER_MAX = 8_192;

    /** A connection with more pending bytes is not writable until it is below half of them. */
    public static final int HIGH_WATER = 256 << 10;

    /** Checks the ranges. */
    public HttpLimits {
        Check.range("headerMillis", headerMillis, 10, 600_000);
        Check.range("idleMillis", idleMillis, 10, 3_600_000);
        Check.range("progressMillis", progressMillis, 10, 600_000);
        Check.range("progressBytes", progressBytes, 1, 1 << 24);
        Check.range("connectionsMax", connectionsMax, 1, 10_000_000);
        Check.range("connectionsPerAddress", connectionsPerAddress, 1, 10_000_000);
        Check.range("acceptsPerSecond", acceptsPerSecond, 1, 1_000_000);
        Check.range("streamBytes", streamBytes, 1 << 10, 1 << 24);
        Check.range("stopMillis", stopMillis, 0, 600_000);
        Check.range("heldBytesMax", heldBytesMax, 1L, Long.MAX_VALUE);
    }

    /**
     * The values of T16, and a quarter of the memory of this JVM for what waits; 19,000 connections
     * fit the usual limit of 20,000 open files.
     */
    public static HttpLimits defaults() {
        return new HttpLimits(
                5_000,
                30_000,
                10_000,
                16 << 10,
                19_000,
                256,
                5_000,
                64 << 10,
                5_000,
                HeldBytes.ofThisMachine());
    }

    /** Returns these limits with other numbers of connections. */
    public HttpLimits withConnections(int max, int perAddress, int acceptsEachSecond) {
        return new HttpLimits(
                headerMillis,
                idleMillis,
                progressMillis,
                progressBytes,
                max,
                perAddress,
                acceptsEachSecond,
                streamBytes,
                stopMillis,
                heldBytesMax);
    }

    /** Returns these limits with other times, milliseconds. */
    public HttpLimits withTimes(int header, int idle, int progress, int stop) {
        return new HttpLimits(
                header,
                idle,
                progress,
                progressBytes,
                connectionsMax,
                connectionsPerAddress,
                acceptsPerSecond,
                streamBytes,
                stop,
                heldBytesMax);
    }

    /** Returns these limits with another buffer for standing streams. */
    public HttpLimits withStreamBytes(int bytes) {
        return new HttpLimits(
                headerMillis,
                idleMillis,
                progressMillis,
                progressBytes,
                connectionsMax,
                connectionsPerAddress,
                acceptsPerSecond,
                bytes,
                stopMillis,
                heldBytesMax);
    }

    /** Returns these limits with another bound on what waits for all connections together. */
    public HttpLimits withHeldBytes(long max) {
        return new HttpLimits(
                headerMillis,
                idleMillis,
                progressMillis,
                progressBytes,
                connectionsMax,
                connectionsPerAddress,
                acceptsPerSecond,
                streamBytes,
                stopMillis,
                max);
    }

    /** Returns how often connections are looked at, milliseconds: at most an eighth late. */
    int sweepMillis() {
        int soonest = Math.min(headerMillis, Math.min(idleMillis, progressMillis));
        return Math.max(5, Math.min(500, soonest / 8));
    }
}
