package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressPolicyTest {
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00::1"})
    void globalUnicastIsAlwaysAccepted(String literal) {
        assertThat(accepts(AddressPolicy.PUBLIC, literal)).isTrue();
        assertThat(accepts(AddressPolicy.LAB, literal)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "fe80::1",
                "fec0::1",
                "fd00::1",
                "fc00::1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "::a00:1",
                "::ffff:10.0.0.1"
            })
    void privateIsForTheLab(String literal) {
        assertThat(accepts(AddressPolicy.PUBLIC, literal)).isFalse();
        assertThat(accepts(AddressPolicy.LAB, literal)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1"})
    void loopbackHasItsOwnSwitch(String literal) {
        assertThat(accepts(AddressPolicy.PUBLIC, literal)).isFalse();
        assertThat(accepts(new AddressPolicy(false, true), literal)).isFalse();
        assertThat(accepts(new AddressPolicy(true, false), literal)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "239.255.255.250",
                "ff02::1",
                "255.255.255.255",
                "240.0.0.1"
            })
    void noUnicastIsNeverAccepted(String literal) {
        assertThat(accepts(AddressPolicy.LAB, literal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 22, 53, 1_023})
    void servicePortsAreNeverAccepted(int port) {
        assertThat(AddressPolicy.LAB.accepts(SimNetwork.address("8.8.8.8", port))).isFalse();
    }

    private static boolean accepts(AddressPolicy policy, String literal) {
        return policy.accepts(SimNetwork.address(literal, 1_024));
    }
}
