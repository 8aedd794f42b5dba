package dev.tributary.transport.flv;

/** The start of every FLV file: signature, version, what it holds, and the size of no tag. */
public final class FlvHeader {
    /** Bytes up to the first tag: 9 of the header and the 4 of PreviousTagSize0. */
    public static final int BYTES = 13;

    /** Flag of a stream with sound. */
    public static final int AUDIO = 4;

    /** Flag of a stream with a picture. */
    public static final int VIDEO = 1;

    static final int DATA_OFFSET = 9;
    private static final int VERSION = 1;

    private FlvHeader() {}

    /** Returns the bytes to put before tags so that they are an FLV file (FLV 10.1, annex E.2). */
    public static byte[] bytes(boolean audio, boolean video) {
        byte[] header = new byte[BYTES];
        header[0] = 'F';
        header[1] = 'L';
        header[2] = 'V';
        header[3] = VERSION;
        header[4] = (byte) ((audio ? AUDIO : 0) | (video ? VIDEO : 0));
        header[8] = DATA_OFFSET;
        return header;
    }
}
