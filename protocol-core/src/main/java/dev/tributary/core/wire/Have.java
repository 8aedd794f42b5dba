package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * A viewer tells a neighbour which pieces are new with it, or, when the link is new, which it has.
 * It causes nothing by itself: the receiver thinks of it in its next round.
 *
 * <p>No record, since one goes to all neighbours and each asks for its size several times.
 */
public final class Have implements Message {
    /** A piece is being loaded. */
    public static final int COMING = 0;

    /** A piece is here and verified, and can be asked for. */
    public static final int HERE = 1;

    private final int roles;
    private final List<PieceRun> pieces;
    private final int bytes;

    /**
     * Checks the ranges.
     *
     * @param roles bit m = it takes pieces of class m from the CDN as soon as they are there
     *     (Bilibili, seed 003); 0 in systems without roles
     * @param pieces ascending and disjoint; mark {@link #COMING} or {@link #HERE}
     */
    public Have(int roles, List<PieceRun> pieces) {
        Check.range("roles", roles, 0, Integer.MAX_VALUE);
        this.roles = roles;
        this.pieces = PieceRun.checked(pieces);
        for (PieceRun run : pieces) {
            Check.range("mark", run.mark(), COMING, HERE);
        }
        bytes = WireSize.FRAME + WireSize.of(roles) + PieceRun.wireBytes(this.pieces);
    }

    /** Returns the classes that the sender takes from the CDN, bit by bit. */
    public int roles() {
        return roles;
    }

    /** Returns what is new, ascending and disjoint. */
    public List<PieceRun> pieces() {
        return pieces;
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
        return bytes;
    }

    @Override
    public void write(WireWriter out) {
        out.varint(roles);
        PieceRun.write(out, pieces);
    }

    static Have read(WireReader in) throws MalformedMessageException {
        int roles = in.varint("roles", 0, Integer.MAX_VALUE);
        return new Have(roles, PieceRun.read(in, HERE));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Have same && roles == same.roles && pieces.equals(same.pieces);
    }

    @Override
    public int hashCode() {
        return 31 * roles + pieces.hashCode();
    }

    @Override
    public String toString() {
        return "Have[roles=" + roles + ", pieces=" + pieces + "]";
    }
}
