package dev.tributary.transport.rtmp;

import dev.tributary.transport.flv.OddTag;

/** What a session does to the world; called while it is fed, or answered. */
public interface RtmpOutput {
    /** Sends bytes to the client; they are the receiver's to keep. */
    void send(byte[] bytes);

    /**
     * Somebody wants to publish. Until {@link RtmpSession#admit} or {@link RtmpSession#refuse} the
     * session takes no bytes.
     */
    void publish(PublishName name);

    /**
     * A message of the publisher that is what an FLV tag is.
     *
     * @param type 8, 9 or 18, as in FLV
     * @param millis its time, 0 to 2^32 - 1
     * @param body the receiver's to keep
     */
    void tag(int type, long millis, byte[] body);

    /** A message of the publisher, or what is left of it, is left out; the stream goes on. */
    void skipped(OddTag why);

    /** The publisher has ended the stream, but not the connection. */
    void unpublished();

    /**
     * The connection is to be closed, after what was sent.
     *
     * @param reason a word of ours to count by
     */
    void close(String reason);
}
