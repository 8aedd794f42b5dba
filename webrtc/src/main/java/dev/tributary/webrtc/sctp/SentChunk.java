package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.wire.ChunkType;

/** A DATA chunk that is not yet acknowledged cumulatively; reused for another one afterwards. */
final class SentChunk {
    OutgoingMessage message;
    int tsn;
    int offset;
    int length;
    int flags;
    long sentNanos;

    /**
     * Place in the order of all transmissions: later ones may overtake, earlier ones tell nothing.
     */
    long order;

    int transmissions;

    /** Reports of later arrivals since the last transmission. */
    int missing;

    boolean last() {
        return (flags & ChunkType.FLAG_END) != 0;
    }
}
