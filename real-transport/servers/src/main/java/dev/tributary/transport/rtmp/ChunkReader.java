package dev.tributary.transport.rtmp;

/**
 * Chunks in, messages out (RTMP 1.0, 5.3), within {@link RtmpLimits}; sets its chunk size itself.
 *
 * <p>Memory: a message takes at most twice what has come of it, and all messages together at most
 * twice the largest one.
 */
final class ChunkReader {
    private static final String REASON = "rtmp_chunk";
    private static final int DEFAULT_CHUNK = 128;
    private static final int EXTENDED = 0xff_ffff;
    private static final long TIME_MASK = 0xffff_ffffL;
    private static final int[] HEADER = {11, 7, 3, 0};
    private static final int SMALL = 512;

    private final ChunkStream[] streams = new ChunkStream[RtmpLimits.CHUNK_STREAMS_MAX];
    private int streamCount;
    private final byte[] header = new byte[18];
    private int messageMax = RtmpLimits.COMMAND_BYTES_MAX;
    private int chunkBytes = DEFAULT_CHUNK;
    private int have;
    private ChunkStream current;
    private int chunkLeft;
    private long held;
    private RtmpMessage message;

    /** Allows messages of a publisher, or takes that back. */
    void publishing(boolean allowed) {
        messageMax = allowed ? RtmpLimits.MESSAGE_BYTES_MAX : RtmpLimits.COMMAND_BYTES_MAX;
    }

    /** Returns the message that is complete, once, or null. */
    RtmpMessage poll() {
        RtmpMessage complete = message;
        message = null;
        return complete;
    }

    /** Returns the bytes of arrays that hold incomplete messages. */
    long heldBytes() {
        return held;
    }

    /**
     * Takes bytes until a message is complete; look for it with {@link #poll} after each call.
     *
     * @return how many it took
     */
    int feed(byte[] bytes, int from, int to) throws MalformedRtmpException {
        int at = from;
        while (at < to && message == null) {
            if (current == null) {
                header[have++] = bytes[at++];
                if (have == headerLength()) {
                    beginChunk();
                }
            } else {
                at += payload(bytes, at, to);
            }
        }
        return at - from;
    }

    /** Returns how long the header is, as far as its bytes so far tell. */
    private int headerLength() throws MalformedRtmpException {
        int basic = basicLength();
        if (have < basic) {
            return basic;
        }
        int format = (header[0] & 0xff) >> 6;
        int fixed = basic + HEADER[format];
        if (have < fixed) {
            return fixed;
        }
        boolean extended = format == 3 ? streamOf(format).extended : u24(header, basic) == EXTENDED;
        return extended ? fixed + 4 : fixed;
    }

    private int basicLength() {
        int low = header[0] & 0x3f;
        return low == 0 ? 2 : low == 1 ? 3 : 1;
    }

    private int chunkStreamId() {
        int low = header[0] & 0x3f;
        if (low == 0) {
            return 64 + (header[1] & 0xff);
        }
        return low == 1 ? 64 + (header[1] & 0xff) + 256 * (header[2] & 0xff) : low;
    }

    /**
     * Returns the chunk stream of the header. A new one may begin without a message stream, as
     * librtmp does for control messages, but not without a length.
     */
    private ChunkStream streamOf(int format) throws MalformedRtmpException {
        int id = chunkStreamId();
        ChunkStream known = find(id);
        if (known != null) {
            return known;
        }
        require(format < 2, "a chunk stream that begins with a whole header");
        require(streamCount < streams.length, "at most " + streams.length + " chunk streams");
        ChunkStream stream = new ChunkStream(id);
        streams[streamCount++] = stream;
        return stream;
    }

    /** Returns a chunk stream, or null. */
    private ChunkStream find(long id) {
        for (int i = 0; i < streamCount; i++) {
            if (streams[i].id == id) {
                return streams[i];
            }
        }
        return null;
    }

    private void beginChunk() throws MalformedRtmpException {
        int format = (header[0] & 0xff) >> 6;
        ChunkStream stream = streamOf(format);
        require(!stream.open || format == 3, "the rest of a message before the next");
        if (!stream.open) {
            beginMessage(stream, format);
        }
        have = 0;
        chunkLeft = Math.min(chunkBytes, stream.length - stream.have);
        current = stream;
        if (chunkLeft == 0) {
            endChunk();
        }
    }

    private void beginMessage(ChunkStream stream, int format) throws MalformedRtmpException {
        int at = basicLength();
        if (format < 3) {
            int low = u24(header, at);
            stream.extended = low == EXTENDED;
            stream.deltaMillis = stream.extended ? u32(header, at + HEADER[format]) : low;
        }
        if (format < 2) {
            stream.length = u24(header, at + 3);
            stream.type = header[at + 6] & 0xff;
        }
        if (format == 0) {
            stream.stream = Integer.reverseBytes((int) u32(header, at + 7)) & TIME_MASK;
            stream.millis = stream.deltaMillis;
        } else {
            stream.millis = (stream.millis + stream.deltaMillis) & TIME_MASK;
        }
        int most =
                MessageType.large(stream.type)
                        ? messageMax
                        : Math.min(messageMax, RtmpLimits.COMMAND_BYTES_MAX);
        require(stream.length <= most, "a message of at most " + most + " bytes");
        stream.open = true;
    }

    private int payload(byte[] bytes, int at, int to) throws MalformedRtmpException {
        int count = Math.min(chunkLeft, to - at);
        held += current.reserve(Math.max(count, SMALL));
        require(held <= 2L * messageMax, "less under way at once");
        System.arraycopy(bytes, at, current.body, current.have, count);
        current.have += count;
        chunkLeft -= count;
        if (chunkLeft == 0) {
            endChunk();
        }
        return count;
    }

    private void endChunk() throws MalformedRtmpException {
        ChunkStream stream = current;
        current = null;
        if (stream.have < stream.length) {
            return;
        }
        held -= stream.body.length;
        RtmpMessage complete = stream.complete();
        if (complete.type() == MessageType.SET_CHUNK_SIZE) {
            chunkSize(complete);
        } else if (complete.type() == MessageType.ABORT) {
            abort(complete);
        } else {
            message = complete;
        }
    }

    private void chunkSize(RtmpMessage sizes) throws MalformedRtmpException {
        require(sizes.length() == 4, "a chunk size of four bytes");
        long size = u32(sizes.body(), 0);
        require(size >= 1 && size <= Integer.MAX_VALUE, "a chunk size of 1 to 2^31 - 1");
        chunkBytes = (int) Math.min(size, RtmpLimits.CHUNK_BYTES_MAX);
    }

    private void abort(RtmpMessage which) throws MalformedRtmpException {
        require(which.length() == 4, "a chunk stream id of four bytes");
        ChunkStream stream = find(u32(which.body(), 0));
        if (stream != null) {
            held -= stream.body.length;
            stream.drop();
        }
    }

    private static void require(boolean condition, String expected) throws MalformedRtmpException {
        if (!condition) {
            throw new MalformedRtmpException(REASON, "expected " + expected);
        }
    }

    static int u24(byte[] source, int at) {
        return (source[at] & 0xff) << 16 | (source[at + 1] & 0xff) << 8 | (source[at + 2] & 0xff);
    }

    static long u32(byte[] source, int at) {
        return (source[at] & 0xffL) << 24 | u24(source, at + 1);
    }
}
