package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an agent finds out about itself, and when. */
final class GatherTest {
    private static final long MILLI = SimNetwork.MILLI;
    private static final InetSocketAddress DEAD = SimNetwork.address("198.51.100.99", 3_478);

    private final SimNetwork network = new SimNetwork(1);
    private final NatBox box =
            new NatBox(
                    NatBox.Kind.PORT_RESTRICTED, SimNetwork.address("203.0.113.1", 0).getAddress());

    @Test
    void reflexiveCandidateComesAfterOneRoundTrip() {
        IcePeer peer = peer(AddressPolicy.LAB, SimNetwork.STUN_IPV4).base(0, "10.0.1.2", in(box));
        peer.agent().gather(0);
        assertThat(peer.candidates).hasSize(1);
        assertThat(network.run(42 * MILLI, () -> peer.gathered)).isTrue();
        Candidate host = peer.candidates.get(0);
        Candidate reflexive = peer.candidates.get(1);
        assertThat(host.kind()).isEqualTo(CandidateKind.HOST);
        assertThat(host.address()).isEqualTo(SimNetwork.address("10.0.1.2", 5_000));
        assertThat(reflexive.kind()).isEqualTo(CandidateKind.SERVER_REFLEXIVE);
        assertThat(reflexive.address()).isEqualTo(SimNetwork.address("203.0.113.1", 20_000));
        assertThat(reflexive.related()).isEqualTo(host.address());
        assertThat(reflexive.foundation()).isNotEqualTo(host.foundation());
        assertThat(reflexive.priority()).isLessThan(host.priority());
    }

    @Test
    void refusedAddressesAreNotToldNotEvenAsRelated() {
        IcePeer peer =
                peer(AddressPolicy.PUBLIC, SimNetwork.STUN_IPV4).base(0, "10.0.1.2", in(box));
        peer.agent().gather(0);
        network.run(50 * MILLI, () -> peer.gathered);
        assertThat(peer.candidates).hasSize(1);
        assertThat(peer.candidates.get(0).related()).isEqualTo(Candidate.NO_RELATED);
    }

    /** RFC 8489 6.3.3; SOURCE-ADDRESS and CHANGED-ADDRESS of old servers are known and unused. */
    @Test
    void aServersAnswerThatWeDoNotUnderstandIsDiscarded() {
        for (int type : new int[] {0x7777, 0x0004, 0x0005}) {
            LoneAgent lone = new LoneAgent(true, 1, Meeting.config(AddressPolicy.PUBLIC));
            byte[] answer =
                    new StunWriter(StunClass.SUCCESS, lone.lastRequest().stun().transactionId())
                            .mappedAddress(SimNetwork.address("203.0.113.77", 7_777))
                            .attribute(type, new byte[8])
                            .toBytes();
            lone.receive(SimNetwork.STUN_IPV4, answer);
            assertThat(lone.told).as("%x", type).hasSize(type == 0x7777 ? 2 : 3);
            assertThat(lone.told).last().isEqualTo("gathered");
        }
    }

    @Test
    void onlyTheServerItselfIsBelieved() {
        LoneAgent lone = new LoneAgent(true, 1, Meeting.config(AddressPolicy.PUBLIC));
        byte[] answer =
                new StunWriter(StunClass.SUCCESS, lone.lastRequest().stun().transactionId())
                        .mappedAddress(SimNetwork.address("203.0.113.77", 7_777))
                        .toBytes();
        lone.receive(DEAD, answer);
        assertThat(lone.agent.count(IceCount.STRAY_RESPONSES)).isOne();
        assertThat(lone.told).as("the host candidate").hasSize(1);
        lone.receive(SimNetwork.STUN_IPV4, answer);
        assertThat(lone.told).hasSize(3).last().isEqualTo("gathered");
    }

    @Test
    void withoutServersGatheringIsDoneAtOnce() {
        IcePeer peer = peer(AddressPolicy.LAB).base(0, "10.0.1.2", in(box));
        peer.agent().gather(0);
        assertThat(peer.gathered).isTrue();
    }

    @Test
    void reflexiveAddressEqualToTheHostsIsRedundant() {
        IcePeer peer =
                peer(AddressPolicy.PUBLIC, SimNetwork.STUN_IPV4)
                        .base(0, "203.0.113.7", Optional.empty());
        peer.agent().gather(0);
        network.run(50 * MILLI, () -> peer.gathered);
        assertThat(peer.gathered).isTrue();
        assertThat(peer.candidates).hasSize(1);
    }

    @Test
    void deadServerDelaysTheEndUntilTheCapOnly() {
        IcePeer peer =
                peer(AddressPolicy.PUBLIC, DEAD, SimNetwork.STUN_IPV4).base(0, "10.0.1.2", in(box));
        peer.agent().gather(0);
        network.run(100 * MILLI, () -> false);
        assertThat(peer.candidates).as("the live one is asked one pace later").hasSize(1);
        assertThat(peer.gathered).isFalse();
        assertThat(network.run(10_000 * MILLI, () -> peer.gathered)).isTrue();
        assertThat(network.nowNanos()).isEqualTo(5_000 * MILLI);
        // At 0, 0.5, 1.5, 2.5, 3.5 and 4.5 s.
        assertThat(peer.targets.stream().filter(DEAD::equals)).hasSize(6);
    }

    @Test
    void queriesArePaced() {
        IcePeer peer = peer(AddressPolicy.PUBLIC, SimNetwork.STUN_IPV4);
        for (int base = 0; base < 4; base++) {
            peer.base(base, "203.0.113." + (10 + base), Optional.empty());
        }
        peer.base(4, "2001:db8::9", Optional.empty());
        peer.agent().gather(0);
        for (int query = 1; query <= 4; query++) {
            assertThat(peer.targets).hasSize(query);
            network.run(50 * MILLI, () -> false);
        }
        network.run(1_000 * MILLI, () -> false);
        assertThat(peer.targets).as("none from the IPv6 base").hasSize(4);
        assertThat(peer.candidates).hasSize(5);
        assertThat(peer.candidates)
                .as("priorities differ, IPv6 first")
                .extracting(Candidate::priority)
                .doesNotHaveDuplicates()
                .contains(CandidateKind.HOST.priority(65_531));
    }

    @Test
    void localCandidatesAreBounded() {
        InetSocketAddress[] servers = {SimNetwork.STUN_IPV4};
        IcePeer peer = peer(AddressPolicy.LAB, servers);
        for (int base = 0; base < IceAgent.BASES_MAX; base++) {
            peer.base(base, "10.0.1." + (10 + base), in(box));
        }
        peer.agent().gather(0);
        network.run(10_000 * MILLI, () -> peer.gathered);
        assertThat(peer.candidates).hasSize(IceAgent.LOCAL_CANDIDATES_MAX);
    }

    /** An address learnt from a check and signalled later is checked from the other bases too. */
    @Test
    void signalledAfterLearntIsCheckedFromAllBases() {
        Meeting meeting =
                new Meeting(
                        network,
                        peer(AddressPolicy.PUBLIC)
                                .base(0, "203.0.113.1", Optional.empty())
                                .base(1, "203.0.113.2", Optional.empty()),
                        new IcePeer(network, Meeting.config(AddressPolicy.PUBLIC), false)
                                .base(0, "203.0.113.3", Optional.empty()));
        IceAgent left = meeting.left.agent();
        left.gather(0);
        meeting.right.agent().remote(0, left.parameters());
        meeting.right.agent().addRemoteCandidate(0, meeting.left.candidates.get(0));
        network.run(30 * MILLI, () -> false);
        left.remote(network.nowNanos(), meeting.right.agent().parameters());
        Candidate known = LoneAgent.host(SimNetwork.address("203.0.113.3", 5_000));
        left.addRemoteCandidate(network.nowNanos(), known);
        left.addRemoteCandidate(network.nowNanos(), known);
        network.run(500 * MILLI, meeting::isOver);
        assertThat(meeting.isConnected()).isTrue();
        assertThat(meeting.left.pair.orElseThrow().remoteKind())
                .isEqualTo(CandidateKind.PEER_REFLEXIVE);
        assertThat(meeting.left.basesUsed).contains(0, 1);
    }

    private IcePeer peer(AddressPolicy policy, InetSocketAddress... servers) {
        IceConfig config = new IceConfig(List.of(servers), policy, IceTimings.defaults());
        return new IcePeer(network, config, true);
    }

    private static Optional<NatBox> in(NatBox box) {
        return Optional.of(box);
    }
}
