package dev.tributary.live.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.nat.NatMatrix;
import dev.tributary.core.nat.NatType;
import org.junit.jupiter.api.Test;

final class HostKindTest {
    @Test
    void namesAreReadBack() {
        for (HostKind kind : HostKind.all()) {
            assertThat(HostKind.parse(kind.toString())).containsExactly(kind);
        }
        assertThat(HostKind.parse("open,SYMMETRIC+6,OPEN"))
                .containsExactly(
                        new HostKind(NatType.OPEN, false), new HostKind(NatType.SYMMETRIC, true));
    }

    @Test
    void noNamesAreAllKinds() {
        assertThat(HostKind.parse("")).isEqualTo(HostKind.all());
        assertThat(HostKind.all().stream().map(HostKind::nat)).contains(NatType.values());
    }

    @Test
    void otherNamesAreRefused() {
        for (String text : new String[] {"CONE", "OPEN,", "OPEN+4", "+6"}) {
            assertThatThrownBy(() -> HostKind.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ipv6ConnectsOnlyWhereBothHaveIt() {
        HostKind blocked = new HostKind(NatType.UDP_BLOCKED, true);
        assertThat(blocked.connects(new HostKind(NatType.SYMMETRIC, true))).isTrue();
        assertThat(blocked.connects(new HostKind(NatType.OPEN, false))).isFalse();
        for (NatType a : NatType.values()) {
            for (NatType b : NatType.values()) {
                assertThat(new HostKind(a, false).connects(new HostKind(b, true)))
                        .isEqualTo(NatMatrix.connects(a, b));
            }
        }
    }

    @Test
    void onlyHostsWithoutMappingBindThePublicAddress() {
        assertThat(Side.A.ipv4(NatType.OPEN)).startsWith("203.0.113.");
        assertThat(Side.B.ipv4(NatType.SYMMETRIC_FIREWALL)).startsWith("203.0.113.");
        assertThat(Side.A.ipv4(NatType.FULL_CONE)).startsWith("10.");
        assertThat(Side.B.locals(new HostKind(NatType.UDP_BLOCKED, true))).hasSize(2);
    }
}
