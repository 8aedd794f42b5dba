package dev.tributary.core.system.substream;

import static dev.tributary.core.nat.SymmetricSeeds.IPV6;
import static dev.tributary.core.nat.SymmetricSeeds.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.Connectivity;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.testkit.Settings;
import org.junit.jupiter.api.Test;

final class SeatTest {
    @Test
    void ipv6CountsOnlyWhereTheRoomUsesIt() {
        Capabilities blocked =
                new Capabilities(NatType.UDP_BLOCKED, true, Access.WIRED, Device.PC, 50_000, 0, 0);
        assertThat(new SubStreamRig(settings(0, true)).enter(1, blocked).seed()).isTrue();
        Seat alone = new SubStreamRig(settings(0, false)).enter(1, blocked);
        assertThat(alone.seed()).isFalse();
        assertThat(alone.hopeless()).isTrue();
    }

    @Test
    void seedClassesReachExactlyWhomTheMatrixAllows() {
        for (NatType seed : NatType.values()) {
            for (int families = 0; families < 4; families++) {
                boolean seedIpv6 = (families & 1) != 0;
                boolean viewerIpv6 = (families & 2) != 0;
                int seedClass = SeedClass.of(seed, seedIpv6, false, NEVER);
                assertThat(seedClass != SeedClass.NONE)
                        .isEqualTo(Connectivity.maySeed(seed, seedIpv6, false, NEVER));
                for (NatType viewer : NatType.values()) {
                    int reachable = SeedClass.reachableBy(viewer, viewerIpv6);
                    if (seedClass != SeedClass.NONE) {
                        assertThat((reachable >> seedClass & 1) != 0)
                                .as("%s %s to %s %s", seed, seedIpv6, viewer, viewerIpv6)
                                .isEqualTo(
                                        Connectivity.possible(seed, seedIpv6, viewer, viewerIpv6));
                    }
                }
                assertThat(SeedClass.of(seed, seedIpv6, true, NEVER)).isEqualTo(SeedClass.NONE);
            }
        }
    }

    /** Over IPv4 they could reach a few; that is not what the rule allows. */
    @Test
    void aSymmetricSeedReachesIpv6ViewersAlone() {
        assertThat(SeedClass.of(NatType.SYMMETRIC, true, false, IPV6))
                .isEqualTo(SeedClass.IPV6_ONLY);
        assertThat(SeedClass.of(NatType.SYMMETRIC, false, false, IPV6)).isEqualTo(SeedClass.NONE);
        assertThat(SeedClass.of(NatType.SYMMETRIC, true, true, IPV6)).isEqualTo(SeedClass.NONE);
        for (NatType viewer : NatType.values()) {
            int bit = 1 << SeedClass.IPV6_ONLY;
            assertThat(SeedClass.reachableBy(viewer, true) & bit).isNotZero();
            assertThat(SeedClass.reachableBy(viewer, false) & bit).isZero();
        }
        for (NatType other : NatType.values()) {
            if (other != NatType.SYMMETRIC) {
                assertThat(SeedClass.of(other, true, false, IPV6))
                        .isEqualTo(SeedClass.of(other, true, false, NEVER));
            }
        }
    }

    private static RoomSettings settings(int uploadPerDownloadPercent, boolean ipv6) {
        return Settings.douyu()
                .ipv6(ipv6)
                .uploadPerDownloadPercent(uploadPerDownloadPercent)
                .build();
    }
}
