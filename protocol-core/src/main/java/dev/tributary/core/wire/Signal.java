package dev.tributary.core.wire;

/**
 * One step of connecting two viewers, relayed by the tracker.
 *
 * @param session towards the tracker the addressee, from the tracker the sender
 * @param attempt number of the connection attempt, chosen by the offering side
 * @param kind what the blob is
 * @param blob description or candidate, at most 16 KiB
 */
public record Signal(int session, int attempt, SignalKind kind, Payload blob) implements Message {
    @Override
    public Type type() {
        return Type.SIGNAL;
    }
}
