package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** T10: what one link may cost. */
final class ReceiveLimitsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress PEER = at(5_000);
    private static final InetSocketAddress STRANGER = at(6_000);

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns how many of a flood over some seconds get through. */
    private static int flood(ReceiveLimits limits, InetSocketAddress from, int seconds) {
        int admitted = 0;
        for (long now = 0; now < seconds * SECOND; now += 10_000) {
            admitted += limits.admit(now, from) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void holdsEverybodyToTheirShare() {
        ReceiveLimits limits = new ReceiveLimits(2_000);
        limits.peer(PEER);
        assertThat(flood(limits, STRANGER, 10)).isBetween(5_000, 5_060);
        assertThat(flood(limits, PEER, 10)).isBetween(20_000, 20_210);
    }

    @Test
    void peerHasOneShareOverAllItsAddresses() {
        ReceiveLimits limits = new ReceiveLimits(2_000);
        limits.peer(PEER);
        limits.peer(at(5_001));
        int admitted = 0;
        for (long now = 0; now < 10 * SECOND; now += 10_000) {
            admitted += limits.admit(now, at(now % 20_000 == 0 ? 5_000 : 5_001)) ? 1 : 0;
        }
        assertThat(admitted).isBetween(20_000, 20_210);
    }

    @Test
    void strangersDoNotUseUpThePeersShare() {
        ReceiveLimits limits = new ReceiveLimits(2_000);
        limits.peer(PEER);
        assertThat(flood(limits, STRANGER, 1)).isPositive();
        int more = 0;
        while (limits.admit(SECOND, STRANGER)) {
            more++;
        }
        assertThat(more).isLessThan(3);
        assertThat(limits.admit(SECOND, PEER)).isTrue();
    }

    @Test
    void boundsTheWorkOfOneTurn() {
        ReceiveLimits limits = new ReceiveLimits(2_000);
        limits.peer(PEER);
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += limits.admit(SECOND, PEER) ? 1 : 0;
        }
        assertThat(admitted).isBetween(200, 202);
    }
}
