package dev.tributary.sim.bound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import org.junit.jupiter.api.Test;

/** Eight kinds say of any two viewers what their NATs and IPv6 say. */
final class ReachTest {
    private static final boolean[] BOTH = {false, true};

    @Test
    void kindsMeetWhomTheirMembersMeet() {
        Reach reach = new Reach(true, true, false);
        for (NatType from : NatType.values()) {
            for (NatType to : NatType.values()) {
                for (boolean fromIpv6 : BOTH) {
                    for (boolean toIpv6 : BOTH) {
                        boolean kinds =
                                reach.feeds(Reach.kind(from, fromIpv6), Reach.kind(to, toIpv6));
                        assertThat(kinds)
                                .as("%s %s %s %s", from, fromIpv6, to, toIpv6)
                                .isEqualTo(Connectivity.possible(from, fromIpv6, to, toIpv6));
                    }
                }
            }
        }
    }

    @Test
    void aSymmetricSeedMayMeetAViewerWithIpv6OverIpv4() {
        Reach reach = new Reach(true, false, true);
        int symmetric = Reach.kind(NatType.SYMMETRIC, true);
        assertThat(reach.feeds(symmetric, Reach.kind(NatType.OPEN, true))).isTrue();
        assertThat(reach.feeds(symmetric, Reach.kind(NatType.OPEN, false))).isFalse();
        assertThat(reach.feeds(symmetric, symmetric)).isFalse();
    }

    @Test
    void seedsBehindSymmetricNatsFeedViewersWithIpv6Only() {
        Reach strict = new Reach(true, true, true);
        int symmetric = Reach.kind(NatType.SYMMETRIC, true);
        assertThat(strict.feeds(symmetric, Reach.kind(NatType.OPEN, false))).isFalse();
        assertThat(strict.feeds(symmetric, Reach.kind(NatType.UDP_BLOCKED, true))).isTrue();
    }

    @Test
    void whatNeverSucceedsConnectsNobody() {
        int open = Reach.kind(NatType.OPEN, true);
        assertThat(new Reach(false, false, true).feeds(open, open)).isFalse();
        assertThat(new Reach(false, true, true).feeds(open, open)).isTrue();
        assertThat(new Reach(false, true, true).feeds(open, Reach.kind(NatType.OPEN, false)))
                .isFalse();
    }

    @Test
    void mediaComesOverThoseWhoProvide() {
        Reach reach = new Reach(true, true, true);
        int restricted = 1 << Reach.kind(NatType.PORT_RESTRICTED, false);
        int open = 1 << Reach.kind(NatType.OPEN, false);
        int symmetric = Reach.kind(NatType.SYMMETRIC, false);
        assertThat(reach.upstream(symmetric, open | restricted)).isEqualTo(open | restricted);
        assertThat(reach.upstream(symmetric, restricted)).isZero();
    }

    /** Viewers with both would be a bridge, if there were one. */
    @Test
    void thoseWhoAreNotThereAreNoBridge() {
        Reach reach = new Reach(true, true, true);
        int open = Reach.kind(NatType.OPEN, false);
        int blocked = Reach.kind(NatType.UDP_BLOCKED, true);
        int both = Reach.kind(NatType.OPEN, true);
        assertThat(reach.upstream(blocked, 1 << open)).isZero();
        assertThat(reach.island(blocked, 1 << open | 1 << blocked)).isEqualTo(1 << blocked);
        int there = 1 << open | 1 << blocked | 1 << both;
        assertThat(reach.upstream(blocked, there)).isEqualTo(there);
        assertThat(reach.island(blocked, there)).isEqualTo(there);
    }
}
