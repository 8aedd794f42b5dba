package dev.tributary.core.peer;

import dev.tributary.core.room.Capabilities;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.StreamKey;

/**
 * Who a peer is and what it watches.
 *
 * @param stream the stream
 * @param peerId lasting identity
 * @param capabilities what it can do
 * @param fingerprint hash of the certificate with which it secures its links
 * @param seed seed of its own generator
 */
public record PeerConfig(
        StreamKey stream, PeerId peerId, Capabilities capabilities, Payload fingerprint, int seed) {
    /** Links that only the viewer itself opens; when no more are left, offers are not answered. */
    public static final int LINKS_RESERVED = 16;

    /** Messages in the upload queue of a viewer; further ones are not sent. */
    public static final int QUEUE_MAX = 1 << 16;

    /**
     * Media queued for one link, in lengths of the buffer at the room's bitrate; more is not sent.
     */
    public static final int LINK_QUEUE_BUFFERS = 2;

    /**
     * Media that waits longer than this in the transport of a link shows that the link, or the
     * line, is slower than what is sent: the rest waits here, where it can still be dropped.
     */
    public static final long HELD_NANOS = 250_000_000L;

    /**
     * What has not arrived for so long beyond a round trip shows a transport that the line is full;
     * and a link that is full takes more when it holds no more than this (decision 82).
     */
    public static final long LATE_NANOS = HELD_NANOS / 2;

    /** For so long after that all links of the line go by what they have lately carried. */
    public static final long CAREFUL_NANOS = 10_000_000_000L;

    /** Slices queued for a link at which repairs are not answered: it is slow, nothing is lost. */
    public static final int REPAIR_QUEUE_SLICES = 2;

    /** A link whose transport takes less than what every browser does is of no use, bytes. */
    public static final int LINK_MESSAGE_MIN = 16 << 10;

    /** A link that this viewer dialed and nobody has used for so long is closed. */
    public static final long UNUSED_NANOS = 15_000_000_000L;

    /** Media that may lie beyond what should exist by now: clocks, and the way here. */
    public static final int AHEAD_MILLIS = 3_000;

    /** So long after numbers went back all viewers of a room have begun again (protocol 6.7). */
    public static final long FORMER_NANOS = 60_000_000_000L;

    /** Largest slice taken from a viewer: so many bytes and eight seconds of the room's bitrate. */
    public static final int SLICE_BYTES_BASE = 1 << 20;

    /** Mean time before a failed server is asked again; doubled up to eight times of it. */
    public static final long RETRY_NANOS = 1_000_000_000L;
}
