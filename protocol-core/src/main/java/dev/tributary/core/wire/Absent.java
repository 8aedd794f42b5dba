package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * A viewer will not send pieces that it was asked for.
 *
 * @param pieces ascending and disjoint; the mark says why
 */
public record Absent(List<PieceRun> pieces) implements Message {
    /** They are not here, or not any more. */
    public static final int NOT_HERE = 0;

    /** The viewer has sent as much as its cap allows (Bilibili: no more than it received). */
    public static final int QUOTA = 1;

    /** They would come too late: too much waits for the uplink. */
    public static final int BUSY = 2;

    /** Checks the ranges. */
    public Absent {
        pieces = PieceRun.checked(pieces);
        for (PieceRun run : pieces) {
            Check.range("mark", run.mark(), NOT_HERE, BUSY);
        }
    }

    @Override
    public Type type() {
        return Type.ABSENT;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + PieceRun.wireBytes(pieces);
    }

    @Override
    public void write(WireWriter out) {
        PieceRun.write(out, pieces);
    }

    static Absent read(WireReader in) throws MalformedMessageException {
        return new Absent(PieceRun.read(in, BUSY));
    }
}
