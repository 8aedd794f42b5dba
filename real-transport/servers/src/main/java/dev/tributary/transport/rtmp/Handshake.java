package dev.tributary.transport.rtmp;

/**
 * The server's side of the simple handshake (RTMP 1.0, 5.2).
 *
 * <p>S1 is all zeros: what stands there matters to nobody, and its version of 0 tells clients that
 * know the digests of Flash to do without them. C2 is not looked at.
 */
final class Handshake {
    static final int VERSION = 3;

    /** Bytes of C1, C2, S1 and S2, and of the random part that is echoed. */
    static final int PART = 1536;

    /** 6, 8 and 9 are RTMPE, which encrypts and protects against nobody. */
    private static final int RTMPE_FIRST = 6;

    private static final int RTMPE_LAST = 9;

    /** S0, S1 and S2; C1 is gathered where S2 will be. */
    private final byte[] answer = new byte[1 + 2 * PART];

    private int have = -1;

    /** Returns whether the client's last byte has come. */
    boolean over() {
        return have == 2 * PART;
    }

    /**
     * Takes bytes.
     *
     * @param output is sent S0, S1 and S2 when C1 is complete
     * @return how many it took
     */
    int feed(byte[] bytes, int from, int to, RtmpOutput output) throws MalformedRtmpException {
        int at = from;
        if (have < 0 && at < to) {
            version(bytes[at++] & 0xff);
            have = 0;
        }
        if (have >= 0 && have < PART) {
            int count = Math.min(PART - have, to - at);
            System.arraycopy(bytes, at, answer, 1 + PART + have, count);
            have += count;
            at += count;
            if (have == PART) {
                answer[0] = VERSION;
                output.send(answer);
            }
        }
        if (have >= PART) {
            int count = Math.min(2 * PART - have, to - at);
            have += count;
            at += count;
        }
        return at - from;
    }

    private static void version(int version) throws MalformedRtmpException {
        if (version >= RTMPE_FIRST && version <= RTMPE_LAST) {
            throw new MalformedRtmpException("rtmpe", "RTMPE is not served; rtmps:// is safe");
        }
        if (version != VERSION) {
            throw new MalformedRtmpException("rtmp_version", "expected RTMP version 3");
        }
    }
}
