package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * One step of connecting two viewers, relayed by the tracker.
 *
 * @param session towards the tracker the addressee, from the tracker the sender
 * @param attempt number of the connection attempt, chosen by the offering side
 * @param kind what the blob is
 * @param blob see {@link SignalCodec}; at most 1 KiB
 */
public record Signal(int session, int attempt, SignalKind kind, Payload blob) implements Message {
    private static final SignalKind[] SIGNAL_KIND_VALUES = SignalKind.values();

    /** Longest description or candidate, bytes. */
    public static final int BLOB_MAX = 1_024;

    /** Checks the ranges. */
    public Signal {
        Check.range("session", session, 1, Integer.MAX_VALUE);
        Check.range("attempt", attempt, 0, Integer.MAX_VALUE);
        Check.range("blob", blob.length(), 0, BLOB_MAX);
    }

    @Override
    public Type type() {
        return Type.SIGNAL;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME
                + WireSize.of(session)
                + WireSize.of(attempt)
                + WireSize.ENUM
                + WireSize.ofBlob(blob);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(session);
        out.varint(attempt);
        out.varint(kind.ordinal());
        out.blob(blob);
    }

    static Signal read(WireReader in) throws MalformedMessageException {
        int session = in.session();
        int attempt = in.varint("attempt", 0, Integer.MAX_VALUE);
        SignalKind kind = in.oneOf("signal kind", SIGNAL_KIND_VALUES);
        return new Signal(session, attempt, kind, in.blob("blob", BLOB_MAX));
    }
}
