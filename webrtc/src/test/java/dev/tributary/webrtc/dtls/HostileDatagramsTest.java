package dev.tributary.webrtc.dtls;

import static dev.tributary.webrtc.dtls.Link.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.dtls.Link.Conditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Somebody else writes to the connections too, as if from the peer's address. */
final class HostileDatagramsTest {
    private static final DtlsIdentity ONE = Link.identity();
    private static final DtlsIdentity TWO = Link.identity();

    private static Link link(long seed) {
        return new Link(Conditions.GOOD, seed, DtlsConfig.defaults(), ONE, TWO);
    }

    /** All datagrams of a handshake that the attacker had with himself. */
    private static List<byte[]> foreign(boolean fromClient) {
        return datagrams(new Link(Conditions.GOOD, 1), fromClient);
    }

    private static List<byte[]> datagrams(Link link, boolean fromClient) {
        link.start().connect(1_000 * MILLIS);
        return fromClient ? link.client.sent : link.server.sent;
    }

    @Test
    void aForeignHandshakeInjectedAtAnyTimeDoesNotPreventTheRightOne() {
        inject(foreign(true), foreign(false));
    }

    @Test
    void anOlderHandshakeOfTheSameTwoDoesNotPreventTheRightOne() {
        Link older = link(1);
        inject(datagrams(older, true), older.server.sent);
    }

    private static void inject(List<byte[]> asClient, List<byte[]> asServer) {
        for (int at = 0; at <= 60; at += 2) {
            Link link = link(at).start();
            link.runUntil(at * MILLIS);
            asClient.forEach(d -> link.server.receive(link.nowNanos, d));
            asServer.forEach(d -> link.client.receive(link.nowNanos, d));
            link.connect(9_000 * MILLIS);
            assertThat(link.bothConnected())
                    .as("at %d ms: %s", at, link.client.connection.statistics())
                    .isTrue();
            assertThat(link.nowNanos).as("at %d ms", at).isLessThan(1_000 * MILLIS);
        }
    }

    @Test
    void manyForeignClientHellosCostAtMostAFewAnswers() {
        Link link = link(1);
        link.server.connection.start(0);
        for (int i = 0; i < 100; i++) {
            byte[] hello = foreign(true).get(0);
            link.server.receive(0, hello);
        }
        assertThat(link.server.sent).hasSize(ServerHandshake.OFFERS_MAX);
        assertThat(link.server.connection.statistics().refusedMessages())
                .isEqualTo(100 - ServerHandshake.OFFERS_MAX);
    }

    @Test
    void plaintextAlertsAndDataAreOnlyCounted() {
        byte[] alert = {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40};
        byte[] data = {23, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 1, 1};
        Link link = link(1).start();
        for (int at = 1; at <= 60; at++) {
            link.runUntil(at * MILLIS);
            for (Side side : List.of(link.client, link.server)) {
                side.receive(link.nowNanos, alert);
                side.receive(link.nowNanos, data);
            }
        }
        assertThat(link.bothConnected()).isTrue();
        assertThat(link.client.reason).isNull();
        assertThat(link.client.data).isEmpty();
        assertThat(link.client.connection.statistics().ignoredRecords()).isEqualTo(120);
    }

    @Test
    void aFatalAlertThatNothingFollowsEndsTheHandshake() {
        byte[] alert = {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40};
        Link link = new Link(new Conditions(1, 0, 0, 0), 1).start();
        link.client.receive(0, alert);
        link.runUntil(3_000 * MILLIS);
        assertThat(link.client.reason).isEqualTo(DtlsCloseReason.ALERT_FROM_PEER);
    }

    @Test
    void oversizedHandshakeMessagesAreRefusedBeforeAnyMemory() {
        byte[] huge = new byte[13 + 12 + 100];
        byte[] head = {22, -2, -3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 112, 2, -1, -1, -1, 0, 0};
        System.arraycopy(head, 0, huge, 0, head.length);
        huge[24] = 100;
        Link link = link(1).start();
        link.client.receive(0, huge);
        link.server.receive(0, huge);
        assertThat(link.client.connection.statistics().malformedRecords()).isEqualTo(1);
        assertThat(link.server.connection.statistics().malformedRecords()).isEqualTo(1);
        link.client.receive(0, new byte[DtlsConnection.DATAGRAM_BYTES_MAX + 1]);
        assertThat(link.client.connection.statistics().malformedRecords()).isEqualTo(2);
        assertThat(link.connect(1_000 * MILLIS).bothConnected()).isTrue();
    }

    /** Every datagram is followed, or led, by altered copies of it. */
    @Test
    void alteredCopiesOfEverythingDoNotPreventTheHandshake() {
        int connected = 0;
        for (long seed = 0; seed < 150; seed++) {
            Link link = link(seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (Side side : List.of(link.client, link.server)) {
                Side to = side == link.client ? link.server : link.client;
                var network = side.network;
                side.network =
                        datagram -> {
                            if (random.nextInt(4) == 0) {
                                link.inject(to, altered(datagram, random));
                            }
                            network.accept(datagram);
                            link.inject(to, altered(datagram, random));
                        };
            }
            link.start().connect(9_990 * MILLIS);
            connected += link.bothConnected() ? 1 : 0;
            assertThat(link.client.data).as("seed %d", seed).isEmpty();
        }
        // An altered copy that leads and still makes sense (another random, a dropped extension)
        // is taken; the handshake then fails, as it must.
        assertThat(connected).isGreaterThan(130);
    }

    private static byte[] altered(byte[] datagram, SplittableRandom random) {
        byte[] copy = datagram.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }

    @Test
    void noDatagramThrowsOrGrowsMemory() {
        List<byte[]> corpus = new ArrayList<>(foreign(true));
        corpus.addAll(foreign(false));
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Link link = link(seed).start();
            boolean late = seed % 2 == 0;
            if (late) {
                link.connect(1_000 * MILLIS);
            }
            for (int i = 0; i < 2_000; i++) {
                byte[] datagram = altered(corpus.get(random.nextInt(corpus.size())), random);
                if (random.nextInt(8) == 0) {
                    random.nextBytes(datagram);
                }
                link.client.receive(link.nowNanos, datagram);
                link.server.receive(link.nowNanos, datagram);
            }
            assertThat(link.client.data).as("seed %d", seed).isEmpty();
            assertThat(link.server.data).as("seed %d", seed).isEmpty();
            assertThat(link.client.connected).as("seed %d", seed).isEqualTo(late);
            assertThat(link.client.reason).as("seed %d", seed).isNull();
        }
    }
}
