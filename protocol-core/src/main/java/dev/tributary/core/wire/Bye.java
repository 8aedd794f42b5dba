package dev.tributary.core.wire;

/**
 * Last message on a link.
 *
 * @param reason why
 */
public record Bye(CloseReason reason) implements Message {
    private static final CloseReason[] CLOSE_REASON_VALUES = CloseReason.values();

    @Override
    public Type type() {
        return Type.BYE;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.ENUM;
    }

    @Override
    public void write(WireWriter out) {
        out.varint(reason.ordinal());
    }

    static Bye read(WireReader in) throws MalformedMessageException {
        return new Bye(in.oneOf("close reason", CLOSE_REASON_VALUES));
    }
}
