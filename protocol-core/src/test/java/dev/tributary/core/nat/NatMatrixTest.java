package dev.tributary.core.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NatMatrixTest {
    @Test
    void all49CellsEqualTheTableOfTheory() {
        String[] rows = {
            "1111110", "1111100", "1111110", "1111110", "1111100", "1011000", "0000000",
        };
        for (NatType a : NatType.values()) {
            for (NatType b : NatType.values()) {
                boolean expected = rows[a.wireValue()].charAt(b.wireValue()) == '1';
                assertEquals(expected, NatMatrix.connects(a, b), a + " with " + b);
            }
        }
    }

    @Test
    void theRelationIsSymmetric() {
        for (NatType a : NatType.values()) {
            for (NatType b : NatType.values()) {
                assertEquals(NatMatrix.connects(a, b), NatMatrix.connects(b, a));
            }
        }
    }

    @Test
    void wireValuesAreFixed() {
        NatType[] order = {
            NatType.OPEN,
            NatType.SYMMETRIC_FIREWALL,
            NatType.FULL_CONE,
            NatType.ADDRESS_RESTRICTED,
            NatType.PORT_RESTRICTED,
            NatType.SYMMETRIC,
            NatType.UDP_BLOCKED,
        };
        for (int wireValue = 0; wireValue < order.length; wireValue++) {
            assertEquals(wireValue, order[wireValue].wireValue());
            assertEquals(order[wireValue], NatType.values()[wireValue]);
        }
        assertEquals(order.length, NatType.values().length);
    }
}
