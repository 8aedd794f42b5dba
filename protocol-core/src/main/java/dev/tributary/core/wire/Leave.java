package dev.tributary.core.wire;

/** The viewer leaves the room. */
public record Leave() implements Message {
    @Override
    public Type type() {
        return Type.LEAVE;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME;
    }

    @Override
    public void write(WireWriter out) {}

    static Leave read(WireReader in) {
        return new Leave();
    }
}
