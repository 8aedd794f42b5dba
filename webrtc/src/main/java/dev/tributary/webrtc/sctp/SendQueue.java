package dev.tributary.webrtc.sctp;

import java.util.ArrayDeque;

/**
 * Messages waiting for their first transmission, one from each channel in turn.
 *
 * <p>A message is sent whole before the next begins: without I-DATA its fragments must have
 * consecutive TSNs (RFC 9260 section 6.9).
 */
final class SendQueue {
    private final ArrayDeque<Channel> channels = new ArrayDeque<>();
    private final long limitBytes;
    private OutgoingMessage current;
    private long usedBytes;

    SendQueue(SctpConfig config) {
        limitBytes = config.sendBufferBytes();
    }

    /** Whether a user message of this length fits; what is sent but not acknowledged counts. */
    boolean accepts(int length) {
        return usedBytes + length + SctpConfig.OVERHEAD_BYTES <= limitBytes;
    }

    long usedBytes() {
        return usedBytes;
    }

    void add(OutgoingMessage message) {
        Channel channel = message.channel;
        usedBytes += message.payload.length + SctpConfig.OVERHEAD_BYTES;
        channel.bufferedBytes += message.payload.length;
        channel.queue.add(message);
        if (!channel.queued) {
            channel.queued = true;
            channels.add(channel);
        }
    }

    /** The message to send from, or null. */
    OutgoingMessage peek() {
        if (current == null) {
            Channel channel = channels.peek();
            if (channel == null) {
                return null;
            }
            current = channel.queue.peek();
        }
        return current;
    }

    /** {@code bytes} more of the message that was peeked are in a chunk. */
    void took(int bytes) {
        OutgoingMessage message = current;
        message.sent += bytes;
        message.channel.bufferedBytes -= bytes;
        if (message.remaining() > 0) {
            return;
        }
        Channel channel = message.channel;
        current = null;
        channel.queue.remove();
        channels.remove();
        channel.queued = !channel.queue.isEmpty();
        if (channel.queued) {
            channels.add(channel);
        }
    }

    /**
     * A chunk was acknowledged: its bytes, and with the last one the message, are no longer held.
     */
    void acknowledged(int bytes, boolean lastOfMessage) {
        usedBytes -= bytes + (lastOfMessage ? SctpConfig.OVERHEAD_BYTES : 0);
    }

    /** Drops what has not been begun. */
    void drop(Channel channel) {
        OutgoingMessage begun = current != null && current.channel == channel ? current : null;
        if (begun != null && begun.sent == 0) {
            begun = null;
            current = null;
        }
        for (OutgoingMessage message : channel.queue) {
            if (message != begun) {
                usedBytes -= message.payload.length + SctpConfig.OVERHEAD_BYTES;
                channel.bufferedBytes -= message.payload.length;
            }
        }
        channel.queue.clear();
        if (begun != null) {
            channel.queue.add(begun);
        } else if (channel.queued) {
            channel.queued = false;
            channels.remove(channel);
        }
    }

    void clear() {
        channels.clear();
        current = null;
        usedBytes = 0;
    }
}
