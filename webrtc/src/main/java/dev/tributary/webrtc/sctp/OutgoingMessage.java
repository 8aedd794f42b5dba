package dev.tributary.webrtc.sctp;

/** A message on its way out; the payload is shared with the caller of send, never copied. */
final class OutgoingMessage {
    final Channel channel;
    final byte[] payload;
    final int ppid;
    final boolean unordered;

    /** Bytes that are already in chunks. */
    int sent;

    int ssn;

    OutgoingMessage(Channel channel, byte[] payload, int ppid, boolean unordered) {
        this.channel = channel;
        this.payload = payload;
        this.ppid = ppid;
        this.unordered = unordered;
    }

    int remaining() {
        return payload.length - sent;
    }
}
