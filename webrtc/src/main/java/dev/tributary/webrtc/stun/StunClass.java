package dev.tributary.webrtc.stun;

/** The class of a STUN message, in the order of its two bits (RFC 8489 section 5). */
public enum StunClass {
    REQUEST,
    INDICATION,
    SUCCESS,
    ERROR;

    private static final StunClass[] BY_BITS = values();

    /** Bits C1 and C0 of the message type, at their places in it. */
    int typeBits() {
        return ((ordinal() & 2) << 7) | ((ordinal() & 1) << 4);
    }

    static StunClass ofType(int type) {
        return BY_BITS[((type >>> 7) & 2) | ((type >>> 4) & 1)];
    }
}
