package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EndingTest {
    private static void assertOver(Pair pair, long seed, SctpCloseReason ofA, SctpCloseReason ofB) {
        assertThat(pair.a.closed).as("seed %d", seed).isEqualTo(ofA);
        assertThat(pair.b.closed).as("seed %d", seed).isEqualTo(ofB);
        for (Endpoint endpoint : new Endpoint[] {pair.a, pair.b}) {
            SctpAssociation association = endpoint.association;
            assertThat(association.heldBytes()).as("seed %d", seed).isZero();
            assertThat(association.nextDeadlineNanos()).isEqualTo(SctpAssociation.NEVER);
            assertThat(association.send(pair.now, 0, new byte[1], true)).isFalse();
            assertThat(association.open(pair.now, "x", "", true)).isNegative();
            association.onTimer(pair.now);
            association.connect(pair.now);
            association.closeChannel(pair.now, 0);
            association.shutdown(pair.now);
            association.abort(pair.now);
            assertThat(endpoint.packets).isEmpty();
        }
    }

    @Test
    void shutdownDeliversEverythingInBothDirections() {
        for (long seed = 0; seed < 20; seed++) {
            Pair pair = Pair.connected(seed);
            pair.lossy(0.1, 0.1, 20 * Pair.MILLI);
            for (int i = 0; i < 5; i++) {
                pair.a.association.send(pair.now, i % 2, new byte[30_000], true);
                pair.b.association.send(pair.now, i % 2, new byte[30_000], true);
            }
            pair.a.association.shutdown(pair.now);
            assertThat(pair.a.association.send(pair.now, 0, new byte[1], true)).isFalse();
            if (seed % 2 == 0) {
                pair.b.association.shutdown(pair.now);
            }
            pair.run(200 * Pair.SECOND);

            assertThat(pair.a.messages).as("seed %d", seed).hasSize(5);
            assertThat(pair.b.messages).as("seed %d", seed).hasSize(5);
            assertOver(pair, seed, SctpCloseReason.SHUTDOWN, SctpCloseReason.SHUTDOWN);
        }
    }

    @Test
    void abortIsHeardAtOnce() {
        Pair pair = Pair.connected(1);
        pair.a.association.send(pair.now, 0, new byte[60_000], true);
        pair.b.association.send(pair.now, 0, new byte[60_000], true);
        pair.a.association.abort(pair.now);
        pair.run(50 * Pair.MILLI);

        assertOver(pair, 1, SctpCloseReason.ABORTED, SctpCloseReason.ABORTED_BY_PEER);
    }

    @Test
    void silentPeerIsGivenUpWithData() {
        Pair pair = Pair.connected(2);
        pair.ab.loss = 1;
        pair.ba.loss = 1;
        pair.a.association.send(pair.now, 0, new byte[60_000], true);
        pair.run(300 * Pair.SECOND);

        assertOver(pair, 2, SctpCloseReason.PEER_UNREACHABLE, SctpCloseReason.PEER_UNREACHABLE);
    }

    @Test
    void shutdownOfASilentPeerEnds() {
        Pair pair = Pair.connected(3);
        pair.ab.loss = 1;
        pair.a.association.shutdown(pair.now);
        pair.run(300 * Pair.SECOND);

        assertThat(pair.a.closed).isEqualTo(SctpCloseReason.PEER_UNREACHABLE);
    }

    @Test
    void shutdownBeforeTheHandshakeEndsHere() {
        Pair pair = new Pair(4);
        pair.a.association.connect(pair.now);
        pair.a.association.shutdown(pair.now);

        assertThat(pair.a.closed).isEqualTo(SctpCloseReason.SHUTDOWN);
        assertThat(pair.a.association.nextDeadlineNanos()).isEqualTo(SctpAssociation.NEVER);
    }

    @Test
    void idleAssociationLivesOnHeartbeats() {
        Pair pair = Pair.connected(5);
        pair.run(3_600 * Pair.SECOND);

        assertThat(pair.a.closed).isNull();
        assertThat(pair.a.association.path().rttNanos()).isEqualTo(20 * Pair.MILLI);
        assertThat(pair.steps).isLessThan(3_000);
    }
}
