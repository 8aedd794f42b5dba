package dev.tributary.reports.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.reports.Rooms;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BreakdownTest {
    @Test
    void groupsAllSessionsByteWeighted() {
        Breakdown nat = Breakdown.of(Rooms.run(List.of(Rooms.tiny(1, 800)))).get(0);
        assertThat(nat.groups())
                .extracting(Breakdown.Group::name)
                .containsExactly("full cone", "symmetric");
        Breakdown.Group cone = nat.groups().get(0);
        assertThat(cone.sessions()).isEqualTo(2);
        assertThat(cone.sharingRatio()).isEqualTo(0.65);
        assertThat(cone.stallRatio()).isEqualTo(10 / 210.0);
        assertThat(cone.continuity()).isEqualTo(200 / 210.0);
        // 500 bytes in twice 99 seconds
        assertThat(cone.uploadBitsPerSecond()).isCloseTo(4000 / 198.0, within(1e-9));
        assertThat(nat.groups().get(1).sharingRatio()).isNaN();
    }

    @Test
    void manyProvidersAreFoldedAndLargestFirst() {
        Breakdown isp = Breakdown.of(Rooms.evening(1, 2000, 0.7)).get(4);
        assertThat(isp.title()).isEqualTo("ISP, numbered as in network.isps, from 0");
        assertThat(isp.groups().get(0).name()).isEqualTo("ISP 0");
        assertThat(isp.groups()).hasSize(13);
        assertThat(isp.groups().get(12).name()).endsWith(" others");
        assertThat(isp.groups().stream().mapToInt(Breakdown.Group::sessions).sum()).isEqualTo(2000);
        assertThat(isp.groups().get(0).sessions()).isGreaterThan(isp.groups().get(1).sessions());
    }
}
