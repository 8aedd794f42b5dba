package dev.tributary.core.nat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConnectivityTest {
    @Test
    void twoIpv6HostsAlwaysMeet() {
        for (NatType a : NatType.values()) {
            for (NatType b : NatType.values()) {
                assertTrue(Connectivity.possible(a, true, b, true));
            }
        }
    }

    @Test
    void ipv6OnOneSideAloneChangesNothing() {
        for (NatType a : NatType.values()) {
            for (NatType b : NatType.values()) {
                boolean ipv4 = NatMatrix.connects(a, b);
                assertEquals(ipv4, Connectivity.possible(a, false, b, false));
                assertEquals(ipv4, Connectivity.possible(a, true, b, false));
                assertEquals(ipv4, Connectivity.possible(a, false, b, true));
            }
        }
    }

    @Test
    void cellularHostsNeverSeed() {
        for (NatType nat : NatType.values()) {
            assertFalse(Connectivity.maySeed(nat, true, true));
            assertFalse(Connectivity.maySeed(nat, false, true));
        }
    }

    @Test
    void symmetricHostsNeverSeedNotEvenWithIpv6() {
        assertFalse(Connectivity.maySeed(NatType.SYMMETRIC, false, false));
        assertFalse(Connectivity.maySeed(NatType.SYMMETRIC, true, false));
    }

    @Test
    void blockedHostsSeedOnlyWithIpv6AndOnlyToIpv6() {
        assertFalse(Connectivity.maySeed(NatType.UDP_BLOCKED, false, false));
        assertTrue(Connectivity.maySeed(NatType.UDP_BLOCKED, true, false));
        assertFalse(Connectivity.possible(NatType.UDP_BLOCKED, true, NatType.OPEN, false));
        assertTrue(Connectivity.possible(NatType.UDP_BLOCKED, true, NatType.SYMMETRIC, true));
    }

    @Test
    void everyOtherFixedHostMaySeed() {
        for (NatType nat : NatType.values()) {
            if (nat != NatType.SYMMETRIC && nat != NatType.UDP_BLOCKED) {
                assertTrue(Connectivity.maySeed(nat, false, false));
                assertTrue(Connectivity.maySeed(nat, true, false));
            }
        }
    }
}
