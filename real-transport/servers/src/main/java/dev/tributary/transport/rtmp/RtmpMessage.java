package dev.tributary.transport.rtmp;

/**
 * A whole message (RTMP 1.0, 6.1).
 *
 * @param type see {@link MessageType}
 * @param millis time stamp, 0 to 2^32 - 1
 * @param stream number of the message stream; 0 is the connection itself
 * @param body holds the payload from its start
 * @param length bytes of the payload
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the body is handed on once
record RtmpMessage(int type, long millis, long stream, byte[] body, int length) {}
