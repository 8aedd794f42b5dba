package dev.tributary.core.nat;

/**
 * Which two kinds of NAT can open a direct UDP path by simultaneous ICE checks, without relay and
 * without port prediction.
 *
 * <p>Source: theory.md 1.10, which agrees with the tables of RakNet and Unity. Two endpoint
 * independent mappings always meet once both sides have sent; an address and port dependent mapping
 * speaks from a port nobody knows beforehand, so the other side must not filter on the port. The
 * relation is symmetric.
 */
public final class NatMatrix {
    private static final int TYPES = 7;
    private static final int LAST_CELL = TYPES * TYPES - 1;

    /** One group per row and one digit per column, both in the order of {@link NatType}. */
    private static final long CELLS = 0b1111110_1111100_1111110_1111110_1111100_1011000_0000000L;

    private NatMatrix() {}

    /** Whether a direct IPv4 path between the two is possible at all. */
    public static boolean connects(NatType a, NatType b) {
        int cell = a.ordinal() * TYPES + b.ordinal();
        return (CELLS >>> (LAST_CELL - cell) & 1L) != 0;
    }
}
