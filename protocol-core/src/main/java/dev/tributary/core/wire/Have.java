package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * A viewer tells a neighbour which pieces are new with it, or, when the link is new, which it has.
 * It causes nothing by itself: the receiver thinks of it in its next round.
 *
 * @param roles bit m = it takes pieces of class m from the CDN as soon as they are there (Bilibili,
 *     seed 003); 0 in systems without roles
 * @param pieces ascending and disjoint; mark {@link #COMING} or {@link #HERE}
 */
public record Have(int roles, List<PieceRun> pieces) implements Message {
    /** A piece is being loaded. */
    public static final int COMING = 0;

    /** A piece is here and verified, and can be asked for. */
    public static final int HERE = 1;

    /** Checks the ranges. */
    public Have {
        Check.range("roles", roles, 0, Integer.MAX_VALUE);
        pieces = PieceRun.checked(pieces);
        for (PieceRun run : pieces) {
            Check.range("mark", run.mark(), COMING, HERE);
        }
    }

    @Override
    public Type type() {
        return Type.HAVE;
    }

    @Override
    public boolean passive() {
        return true;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.of(roles) + PieceRun.wireBytes(pieces);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(roles);
        PieceRun.write(out, pieces);
    }

    static Have read(WireReader in) throws MalformedMessageException {
        int roles = in.varint("roles", 0, Integer.MAX_VALUE);
        return new Have(roles, PieceRun.read(in, 0, HERE));
    }
}
