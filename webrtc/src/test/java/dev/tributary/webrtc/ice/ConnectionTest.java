package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two agents over the simulated network: how connections begin, live, move and end. */
final class ConnectionTest {
    private static final long SECOND = Meeting.SECOND;
    private static final IceConfig CONFIG = Meeting.config(AddressPolicy.PUBLIC);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoInTheSameRoleConnect(boolean role) {
        for (long seed = 1; seed <= 50; seed++) {
            SimNetwork network = new SimNetwork(seed);
            network.loss = seed % 2 == 0 ? 0.1 : 0;
            Meeting meeting = open(network, role, role);
            meeting.trickle().toTheEnd();
            assertThat(meeting.isConnected()).as("seed %d", seed).isTrue();
            assertThat(meeting.left.agent().isControlling())
                    .as("seed %d", seed)
                    .isNotEqualTo(meeting.right.agent().isControlling());
        }
    }

    @Test
    void wrongPasswordsNeverConnect() {
        for (long seed = 1; seed <= 20; seed++) {
            Meeting meeting = open(new SimNetwork(seed), true, false);
            IceParameters right = meeting.right.agent().parameters();
            IceParameters wrong =
                    new IceParameters(
                            right.ufrag(), "not the password".replace(' ', '+') + "123456");
            meeting.left.agent().remote(0, wrong);
            meeting.right.agent().remote(0, meeting.left.agent().parameters());
            exchangeCandidates(meeting);
            meeting.toTheEnd();
            assertThat(meeting.left.failure).as("seed %d", seed).isPresent();
            assertThat(meeting.right.failure).as("seed %d", seed).isPresent();
            assertThat(meeting.right.agent().count(IceCount.UNAUTHENTICATED)).isPositive();
        }
    }

    @Test
    void lateCandidatesAreStillChecked() {
        SimNetwork network = new SimNetwork(1);
        Meeting meeting = open(network, true, false);
        meeting.left.agent().remote(0, meeting.right.agent().parameters());
        meeting.right.agent().remote(0, meeting.left.agent().parameters());
        meeting.left.agent().gather(0);
        meeting.right.agent().gather(0);
        assertThat(network.run(8 * SECOND, meeting::isOver)).isFalse();
        // One candidate is enough: the other side learns ours from the check.
        meeting.left
                .agent()
                .addRemoteCandidate(network.nowNanos(), meeting.right.candidates.get(0));
        network.run(SECOND, meeting::isOver);
        assertThat(meeting.isConnected()).isTrue();
        assertThat(meeting.right.pair.orElseThrow().remoteKind())
                .isEqualTo(CandidateKind.PEER_REFLEXIVE);
        assertThat(meeting.endedMillis()).isBetween(8_080L, 8_200L);
    }

    @Test
    void withoutAnyCandidateItTimesOut() {
        SimNetwork network = new SimNetwork(1);
        Meeting meeting = open(network, true, false);
        meeting.left.agent().remote(0, meeting.right.agent().parameters());
        meeting.left.agent().gather(0);
        network.run(60 * SECOND, () -> meeting.left.failure.isPresent());
        assertThat(meeting.left.failure).contains(FailReason.TIMED_OUT);
        assertThat(network.nowNanos()).isEqualTo(15 * SECOND);
        assertThat(meeting.left.deadlineNanos()).isEqualTo(IceAgent.NEVER);
    }

    /** The first datagram of DTLS must not be lost because one side was too quick. */
    @ParameterizedTest
    @EnumSource(
            value = NatBox.Kind.class,
            names = {"FULL_CONE", "ADDRESS_RESTRICTED", "PORT_RESTRICTED"})
    void whatIsSentOnConnectionIsAccepted(NatBox.Kind kind) {
        for (long delayNanos : new long[] {50_000, 1_000_000, 7_000_000, 20_000_000, 150_000_000}) {
            for (long seed = 1; seed <= 20; seed++) {
                Meeting meeting = Meeting.behind(kind, kind, CONFIG, seed);
                meeting.network.delayNanos = delayNanos;
                meeting.left.onConnected = () -> meeting.left.send("client hello");
                meeting.right.onConnected = () -> meeting.right.send("server first");
                meeting.trickle().toTheEnd();
                meeting.network.run(SECOND, () -> false);
                String world = "seed " + seed + " delay " + delayNanos;
                assertThat(meeting.right.received).as(world).containsExactly("client hello");
                assertThat(meeting.left.received).as(world).containsExactly("server first");
            }
        }
    }

    @Test
    void consentKeepsAnIdleConnection() {
        SimNetwork network = new SimNetwork(1);
        Meeting meeting = open(network, true, false).trickle().toTheEnd();
        network.loss = 0.05;
        int before = meeting.left.targets.size();
        network.run(600 * SECOND, () -> meeting.left.failure.isPresent());
        assertThat(meeting.left.failure).isEmpty();
        // In 600 s about 120 checks of our own and as many answers to the peer's.
        assertThat(meeting.left.targets.size() - before).isBetween(180, 260);
    }

    /** NATs forget a mapping after two minutes (RFC 4787 REQ-5), many of carriers after 30 s. */
    @Test
    void noDirectionOfAnIdleConnectionIsSilentForMoreThanSixSeconds() {
        SimNetwork network = new SimNetwork(1);
        Meeting meeting = open(network, true, false).trickle().toTheEnd();
        for (IcePeer peer : List.of(meeting.left, meeting.right)) {
            int sent = peer.targets.size();
            long silentSince = network.nowNanos();
            for (int i = 0; i < 6_000; i++) {
                network.run(SECOND / 10, () -> false);
                if (peer.targets.size() > sent) {
                    sent = peer.targets.size();
                    silentSince = network.nowNanos();
                }
                assertThat(network.nowNanos() - silentSince).isLessThanOrEqualTo(6 * SECOND);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000, 1_000})
    void consentExpiresWhenThePeerIsGone(long intervalMillis) {
        long interval = intervalMillis * SimNetwork.MILLI;
        long expiry = 6 * interval;
        IceConfig config =
                new IceConfig(
                        List.of(SimNetwork.STUN_IPV4),
                        AddressPolicy.PUBLIC,
                        IceTimings.defaults().withConsentNanos(interval, expiry));
        SimNetwork network = new SimNetwork(1);
        Meeting meeting = open(network, config, true, false).trickle().toTheEnd();
        network.run(20 * SECOND, () -> false);
        meeting.right.agent().close();
        long gone = network.nowNanos();
        network.run(60 * SECOND, () -> meeting.left.failure.isPresent());
        assertThat(meeting.left.failure).contains(FailReason.CONSENT_EXPIRED);
        assertThat(network.nowNanos() - gone).isBetween(expiry - interval * 6 / 5, expiry);
        assertThat(meeting.left.agent().send(network.nowNanos(), IcePeer.data("x"))).isFalse();
    }

    /** A router restart gives the moving side a new address; controlling or not, it is followed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void movedPeerIsFollowedAfterACheck(boolean moverControls) {
        for (long seed = 1; seed <= 20; seed++) {
            SimNetwork network = new SimNetwork(seed);
            NatBox box =
                    new NatBox(
                            NatBox.Kind.PORT_RESTRICTED,
                            SimNetwork.address("203.0.113.1", 0).getAddress());
            IcePeer mover =
                    new IcePeer(network, CONFIG, moverControls)
                            .base(0, "10.0.1.2", Optional.of(box));
            IcePeer other =
                    new IcePeer(network, CONFIG, !moverControls)
                            .base(0, "198.51.100.9", Optional.empty());
            Meeting meeting = new Meeting(network, mover, other).trickle().toTheEnd();
            InetSocketAddress old = other.pair.orElseThrow().remote();
            box.forgetAll();
            mover.send("from the new address");
            network.run(SECOND / 2, () -> false);
            assertThat(other.received).as("not validated yet, seed %d", seed).isEmpty();
            assertThat(other.agent().count(IceCount.UNVALIDATED_DATA)).isOne();
            assertThat(network.run(20 * SECOND, () -> !other.changes.isEmpty()))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(other.changes.get(0).remote()).isNotEqualTo(old);
            mover.send("hello");
            other.send("again");
            network.run(SECOND, () -> false);
            assertThat(other.received).containsExactly("hello");
            assertThat(mover.received).containsExactly("again");
            network.run(120 * SECOND, () -> false);
            assertThat(meeting.left.failure).isEmpty();
            assertThat(meeting.right.failure).isEmpty();
            assertThat(other.changes).as("no flapping, seed %d", seed).hasSize(1);
        }
    }

    private static Meeting open(SimNetwork network, boolean left, boolean right) {
        return open(network, CONFIG, left, right);
    }

    /** Two agents with public addresses. */
    private static Meeting open(SimNetwork network, IceConfig config, boolean left, boolean right) {
        return new Meeting(
                network,
                new IcePeer(network, config, left).base(0, "203.0.113.1", Optional.empty()),
                new IcePeer(network, config, right).base(0, "203.0.113.2", Optional.empty()));
    }

    private static void exchangeCandidates(Meeting meeting) {
        meeting.left.agent().gather(0);
        meeting.right.agent().gather(0);
        for (Candidate candidate : meeting.left.candidates) {
            meeting.right.agent().addRemoteCandidate(0, candidate);
        }
        for (Candidate candidate : meeting.right.candidates) {
            meeting.left.agent().addRemoteCandidate(0, candidate);
        }
        meeting.left.agent().endOfRemoteCandidates(0);
        meeting.right.agent().endOfRemoteCandidates(0);
    }
}
