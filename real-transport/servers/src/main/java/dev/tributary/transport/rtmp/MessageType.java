package dev.tributary.transport.rtmp;

/** Numbers of message types (RTMP 1.0, 5.4, 6.2 and 7.1). */
final class MessageType {
    static final int SET_CHUNK_SIZE = 1;
    static final int ABORT = 2;
    static final int ACKNOWLEDGEMENT = 3;
    static final int USER_CONTROL = 4;
    static final int WINDOW_SIZE = 5;
    static final int PEER_BANDWIDTH = 6;
    static final int AUDIO = 8;
    static final int VIDEO = 9;

    /** A data message and a command in AMF3: a zero, then AMF0. */
    static final int DATA_AMF3 = 15;

    static final int COMMAND_AMF3 = 17;
    static final int DATA = 18;
    static final int COMMAND = 20;

    /** Several messages of media in one, which also tell FLV's tags. */
    static final int AGGREGATE = 22;

    private MessageType() {}

    /** Returns whether it is what an FLV file holds, of which a publisher sends much. */
    static boolean media(int type) {
        return type == AUDIO || type == VIDEO || type == DATA;
    }

    /** Returns whether a publisher may send much in one message of it. */
    static boolean large(int type) {
        return media(type) || type == DATA_AMF3 || type == AGGREGATE;
    }
}
