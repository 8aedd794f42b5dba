package dev.tributary.transport.rtmp;

import dev.tributary.transport.flv.FlvDemuxer;
import dev.tributary.transport.flv.FlvTag;

/** What one connection may take. */
public final class RtmpLimits {
    /** Largest message of somebody who may not publish yet, and largest command of all, bytes. */
    public static final int COMMAND_BYTES_MAX = 8 << 10;

    /** Largest message of a publisher, bytes: what is an FLV tag of the size that we take. */
    public static final int MESSAGE_BYTES_MAX =
            FlvDemuxer.TAG_BYTES_MAX - FlvTag.HEADER_BYTES - FlvTag.TRAILER_BYTES;

    /** Most bytes in a row of messages that are left out, as of an FLV's that are no tag. */
    static final int ODD_BYTES_MAX = FlvDemuxer.LOST_BYTES_MAX;

    /** Chunk streams of one connection; encoders use six at most. */
    public static final int CHUNK_STREAMS_MAX = 16;

    /** Largest size of a chunk (RTMP 1.0, 5.4.1): no message is larger. */
    public static final int CHUNK_BYTES_MAX = 0xff_ffff;

    /** Objects and arrays within each other in AMF0. */
    public static final int AMF_DEPTH_MAX = 8;

    /** Values in one AMF0 message, the names of fields not counted. */
    public static final int AMF_VALUES_MAX = 512;

    private RtmpLimits() {}
}
