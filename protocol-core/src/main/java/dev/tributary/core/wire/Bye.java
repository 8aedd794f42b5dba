package dev.tributary.core.wire;

/**
 * Last message on a link.
 *
 * @param reason why
 */
public record Bye(CloseReason reason) implements Message {
    @Override
    public Type type() {
        return Type.BYE;
    }
}
