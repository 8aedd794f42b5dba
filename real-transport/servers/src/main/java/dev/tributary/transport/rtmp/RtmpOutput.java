package dev.tributary.transport.rtmp;

/** What a session does to the world; called while it is fed, or answered. */
public interface RtmpOutput {
    /** Sends bytes to the client; they are the receiver's to keep. */
    void send(byte[] bytes);

    /**
     * Somebody wants to publish. Until {@link RtmpSession#admit} or {@link RtmpSession#refuse} the
     * session takes no bytes.
     */
    void publish(PublishName name);

    /** A whole FLV tag of the publisher, with the size after it; the receiver's to keep. */
    void tag(byte[] tag);

    /** The publisher has ended the stream, but not the connection. */
    void unpublished();

    /**
     * The connection is to be closed, after what was sent.
     *
     * @param reason a word of ours to count by
     */
    void close(String reason);
}
