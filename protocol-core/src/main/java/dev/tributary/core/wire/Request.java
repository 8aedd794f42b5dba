package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * Asks a neighbour for pieces. Each is answered once, by its DATA or by {@link Absent}; the answers
 * come in any order, and whoever answers remembers nothing of it.
 *
 * @param patienceMillis for how long the answer is of use
 * @param pieces ascending and disjoint; mark {@link #SEAL_WANTED} or 0
 */
public record Request(int patienceMillis, List<PieceRun> pieces) implements Message {
    /** The answer is to bring the seal of the slice: the asker has not got it. */
    public static final int SEAL_WANTED = 1;

    /** Longest patience. */
    public static final int PATIENCE_MAX = 60_000;

    /** Checks the ranges. */
    public Request {
        Check.range("patienceMillis", patienceMillis, 0, PATIENCE_MAX);
        pieces = PieceRun.checked(pieces);
        for (PieceRun run : pieces) {
            Check.range("mark", run.mark(), 0, SEAL_WANTED);
        }
    }

    @Override
    public Type type() {
        return Type.REQUEST;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(patienceMillis) + PieceRun.wireBytes(pieces);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(patienceMillis);
        PieceRun.write(out, pieces);
    }

    static Request read(WireReader in) throws MalformedMessageException {
        int patience = in.varint("patienceMillis", 0, PATIENCE_MAX);
        return new Request(patience, PieceRun.read(in, SEAL_WANTED));
    }
}
