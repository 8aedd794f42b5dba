package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * The tracker or the scheduler refuses.
 *
 * @param code why
 * @param retryAfterMillis when to try again, 0 = never
 */
public record Rejection(RejectionCode code, int retryAfterMillis) implements Message {
    private static final RejectionCode[] REJECTION_CODE_VALUES = RejectionCode.values();

    /** Checks the ranges. */
    public Rejection {
        Check.range("retryAfterMillis", retryAfterMillis, 0, Integer.MAX_VALUE);
    }

    @Override
    public Type type() {
        return Type.REJECTION;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.ENUM + WireSize.of(retryAfterMillis);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(code.ordinal());
        out.varint(retryAfterMillis);
    }

    static Rejection read(WireReader in) throws MalformedMessageException {
        RejectionCode code = in.oneOf("rejection code", REJECTION_CODE_VALUES);
        return new Rejection(code, in.varint("retryAfterMillis", 0, Integer.MAX_VALUE));
    }
}
