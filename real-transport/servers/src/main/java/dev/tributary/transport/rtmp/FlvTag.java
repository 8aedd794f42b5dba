package dev.tributary.transport.rtmp;

/** Makes a message an FLV tag: the body is the same (FLV 10.1, annex E.4.1). */
final class FlvTag {
    static final int HEADER = 11;
    static final int TRAILER = 4;

    private FlvTag() {}

    /** Returns the tag of a type, of what is in a message from {@code at}. */
    static byte[] of(int type, RtmpMessage message, int at) {
        int size = message.length() - at;
        byte[] tag = new byte[HEADER + size + TRAILER];
        tag[0] = (byte) type;
        put24(tag, 1, size);
        put24(tag, 4, (int) message.millis());
        tag[7] = (byte) (message.millis() >>> 24);
        System.arraycopy(message.body(), at, tag, HEADER, size);
        int end = HEADER + size;
        tag[end] = (byte) (end >>> 24);
        put24(tag, end + 1, end);
        return tag;
    }

    private static void put24(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 16);
        target[at + 1] = (byte) (value >>> 8);
        target[at + 2] = (byte) value;
    }
}
