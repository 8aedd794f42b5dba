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
            assertFalse(Connectivity.maySeed(nat, true, true, SymmetricSeeds.NEVER));
            assertFalse(Connectivity.maySeed(nat, false, true, SymmetricSeeds.NEVER));
        }
    }

    @Test
    void symmetricHostsNeverSeedNotEvenWithIpv6() {
        assertFalse(Connectivity.maySeed(NatType.SYMMETRIC, false, false, SymmetricSeeds.NEVER));
        assertFalse(Connectivity.maySeed(NatType.SYMMETRIC, true, false, SymmetricSeeds.NEVER));
        assertTrue(Connectivity.maySeed(NatType.SYMMETRIC, true, false, SymmetricSeeds.IPV6));
        assertFalse(Connectivity.maySeed(NatType.SYMMETRIC, false, false, SymmetricSeeds.IPV6));
        assertFalse(Connectivity.maySeed(NatType.SYMMETRIC, true, true, SymmetricSeeds.IPV6));
    }

    @Test
    void blockedHostsSeedOnlyWithIpv6AndOnlyToIpv6() {
        assertFalse(Connectivity.maySeed(NatType.UDP_BLOCKED, false, false, SymmetricSeeds.NEVER));
        assertTrue(Connectivity.maySeed(NatType.UDP_BLOCKED, true, false, SymmetricSeeds.NEVER));
        assertFalse(Connectivity.possible(NatType.UDP_BLOCKED, true, NatType.OPEN, false));
        assertTrue(Connectivity.possible(NatType.UDP_BLOCKED, true, NatType.SYMMETRIC, true));
    }

    @Test
    void everyOtherFixedHostMaySeed() {
        for (NatType nat : NatType.values()) {
            if (nat != NatType.SYMMETRIC && nat != NatType.UDP_BLOCKED) {
                assertTrue(Connectivity.maySeed(nat, false, false, SymmetricSeeds.NEVER));
                assertTrue(Connectivity.maySeed(nat, true, false, SymmetricSeeds.NEVER));
            }
        }
    }
}
