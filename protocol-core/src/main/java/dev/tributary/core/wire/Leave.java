package dev.tributary.core.wire;

/** The viewer leaves the room. */
public record Leave() implements Message {
    @Override
    public Type type() {
        return Type.LEAVE;
    }
}
