package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pair of NAT kinds ends as theory says, by trickle and in full, with and without loss. */
final class NatMatrixTest {
    private static final List<NatBox.Kind> CLASSIC =
            List.of(
                    NatBox.Kind.FULL_CONE,
                    NatBox.Kind.ADDRESS_RESTRICTED,
                    NatBox.Kind.PORT_RESTRICTED,
                    NatBox.Kind.SYMMETRIC);

    private static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (NatBox.Kind left : CLASSIC) {
            for (NatBox.Kind right : CLASSIC) {
                pairs.add(Arguments.of(left, right, true));
                pairs.add(Arguments.of(left, right, false));
            }
        }
        return pairs.stream();
    }

    private static boolean connects(NatBox.Kind left, NatBox.Kind right) {
        return !(isSymmetric(left, right) || isSymmetric(right, left));
    }

    private static boolean isSymmetric(NatBox.Kind one, NatBox.Kind other) {
        return one == NatBox.Kind.SYMMETRIC
                && (other == NatBox.Kind.SYMMETRIC || other == NatBox.Kind.PORT_RESTRICTED);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void endsAsTheorySays(NatBox.Kind left, NatBox.Kind right, boolean trickle) {
        for (double loss : new double[] {0, 0.05, 0.2}) {
            for (long seed = 1; seed <= 20; seed++) {
                Meeting meeting =
                        Meeting.behind(left, right, Meeting.config(AddressPolicy.PUBLIC), seed);
                meeting.network.loss = loss;
                Meeting ended = (trickle ? meeting.trickle() : meeting.full()).toTheEnd();
                String world = "seed " + seed + " loss " + loss + " after " + ended.endedMillis();
                assertThat(ended.isOver()).as(world).isTrue();
                assertThat(ended.isConnected())
                        .as(world + " " + ended.left.failure)
                        .isEqualTo(connects(left, right));
                if (ended.isConnected()) {
                    assertDataFlows(ended, world);
                }
            }
        }
    }

    private static void assertDataFlows(Meeting meeting, String world) {
        meeting.network.loss = 0;
        meeting.left.send("hello");
        meeting.right.send("world");
        meeting.network.run(Meeting.SECOND, () -> false);
        assertThat(meeting.right.received).as(world).containsExactly("hello");
        assertThat(meeting.left.received).as(world).containsExactly("world");
    }

    @ParameterizedTest
    @EnumSource(NatBox.Kind.class)
    void nobodyConnectsWhereUdpIsBlocked(NatBox.Kind other) {
        Meeting meeting =
                Meeting.behind(NatBox.Kind.BLOCKED, other, Meeting.config(AddressPolicy.PUBLIC), 1);
        meeting.trickle().toTheEnd();
        assertThat(meeting.left.failure).contains(FailReason.ALL_CHECKS_FAILED);
        assertThat(meeting.right.failure).contains(FailReason.ALL_CHECKS_FAILED);
        assertThat(meeting.endedMillis()).isLessThan(15_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ipv6FirewallsAreOpenedFromBothSides(boolean trickle) {
        for (long seed = 1; seed <= 20; seed++) {
            SimNetwork network = new SimNetwork(seed);
            network.loss = 0.1;
            IceConfig config = Meeting.config(AddressPolicy.PUBLIC);
            Meeting meeting =
                    new Meeting(
                            network,
                            behindFirewall(network, config, true, "2001:db8:1::2"),
                            behindFirewall(network, config, false, "2001:db8:2::2"));
            (trickle ? meeting.trickle() : meeting.full()).toTheEnd();
            assertThat(meeting.isConnected()).as("seed %d", seed).isTrue();
            assertThat(meeting.left.pair.orElseThrow().localKind()).isEqualTo(CandidateKind.HOST);
            assertDataFlows(meeting, "seed " + seed);
        }
    }

    /** Two sockets each: the IPv4 path is blocked on one side, so they meet over IPv6. */
    @Test
    void anyFamilyThatWorksIsTaken() {
        SimNetwork network = new SimNetwork(1);
        IceConfig config =
                new IceConfig(
                        List.of(SimNetwork.STUN_IPV4, SimNetwork.STUN_IPV6),
                        AddressPolicy.PUBLIC,
                        IceTimings.defaults());
        NatBox blocked =
                new NatBox(NatBox.Kind.BLOCKED, SimNetwork.address("203.0.113.1", 0).getAddress());
        Meeting meeting =
                new Meeting(
                        network,
                        behindFirewall(network, config, true, "2001:db8:1::2")
                                .base(1, "10.0.1.2", Optional.of(blocked)),
                        behindFirewall(network, config, false, "2001:db8:2::2")
                                .base(1, "203.0.113.7", Optional.empty()));
        meeting.trickle().toTheEnd();
        assertThat(meeting.isConnected()).isTrue();
        assertThat(meeting.left.pair.orElseThrow().base()).isZero();
    }

    @Test
    void neighboursBehindOneBoxMeetDirectly() {
        for (long seed = 1; seed <= 20; seed++) {
            SimNetwork network = new SimNetwork(seed);
            NatBox box =
                    new NatBox(
                            NatBox.Kind.SYMMETRIC,
                            SimNetwork.address("203.0.113.1", 0).getAddress());
            IceConfig config = Meeting.config(AddressPolicy.LAB);
            Meeting meeting =
                    new Meeting(
                            network,
                            new IcePeer(network, config, true)
                                    .base(0, "10.0.1.2", Optional.of(box)),
                            new IcePeer(network, config, false)
                                    .base(0, "10.0.1.3", Optional.of(box)));
            meeting.trickle().toTheEnd();
            SelectedPair pair = meeting.left.pair.orElseThrow();
            assertThat(pair.remote().getAddress().getHostAddress()).isEqualTo("10.0.1.3");
            assertThat(pair.localKind()).isEqualTo(CandidateKind.HOST);
        }
    }

    private static IcePeer behindFirewall(
            SimNetwork network, IceConfig config, boolean controlling, String address) {
        InetSocketAddress inside = SimNetwork.address(address, 0);
        NatBox wall = new NatBox(NatBox.Kind.FIREWALL, inside.getAddress());
        return new IcePeer(network, config, controlling).base(0, address, Optional.of(wall));
    }
}
