package dev.tributary.core.system.substream;

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
                int seedClass = SeedClass.of(seed, seedIpv6, false);
                assertThat(seedClass != SeedClass.NONE)
                        .isEqualTo(Connectivity.maySeed(seed, seedIpv6, false));
                for (NatType viewer : NatType.values()) {
                    int reachable = SeedClass.reachableBy(viewer, viewerIpv6);
                    if (seedClass != SeedClass.NONE) {
                        assertThat((reachable >> seedClass & 1) != 0)
                                .as("%s %s to %s %s", seed, seedIpv6, viewer, viewerIpv6)
                                .isEqualTo(
                                        Connectivity.possible(seed, seedIpv6, viewer, viewerIpv6));
                    }
                }
                assertThat(SeedClass.of(seed, seedIpv6, true)).isEqualTo(SeedClass.NONE);
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
