package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HandshakeTest {
    @Test
    void oneSideConnects() {
        Pair pair = new Pair(1);
        pair.openBoth();
        pair.a.association.connect(pair.now);

        assertThat(pair.runUntil(() -> pair.a.connected && pair.b.connected, Pair.SECOND)).isTrue();

        assertThat(pair.now).isLessThan(42 * Pair.MILLI);
        assertThat(pair.a.events).containsExactly("connected", "open 0 ctl ", "open 1 data ");
        assertThat(pair.b.events).isEqualTo(pair.a.events);
    }

    @Test
    void bothSidesConnectAtOnce() {
        Pair pair = new Pair(2);
        pair.a.association.connect(pair.now);
        pair.b.association.connect(pair.now);
        pair.run(5 * Pair.SECOND);

        assertThat(pair.a.events).containsExactly("connected");
        assertThat(pair.b.events).containsExactly("connected");
    }

    @Test
    void everySingleLostPacketOfTheHandshakeIsRepeated() {
        for (int lostByA = 0; lostByA < 4; lostByA++) {
            for (int lostByB = 0; lostByB < 4; lostByB++) {
                for (boolean both : new boolean[] {false, true}) {
                    Pair pair = new Pair(3 + lostByA);
                    pair.openBoth();
                    pair.ab.dropNext = lostByA;
                    pair.ba.dropNext = lostByB;
                    pair.a.association.connect(pair.now);
                    if (both) {
                        pair.b.association.connect(pair.now + 3);
                    }
                    pair.a.association.send(pair.now, 0, new byte[] {1}, true);

                    assertThat(pair.runUntil(() -> pair.b.messages.size() == 1, 60 * Pair.SECOND))
                            .as("lost %d and %d, both %s", lostByA, lostByB, both)
                            .isTrue();
                    assertThat(pair.a.closed).isNull();
                    assertThat(pair.b.closed).isNull();
                }
            }
        }
    }

    @Test
    void peerThatNeverAnswersIsGivenUpWithBackoff() {
        Pair pair = new Pair(4);
        pair.ab.loss = 1;
        pair.a.association.connect(pair.now);
        pair.run(120 * Pair.SECOND);

        assertThat(pair.a.closed).isEqualTo(SctpCloseReason.HANDSHAKE_TIMEOUT);
        assertThat(pair.ab.sentPackets).isEqualTo(11);
        assertThat(pair.a.association.nextDeadlineNanos()).isEqualTo(SctpAssociation.NEVER);
    }
}
