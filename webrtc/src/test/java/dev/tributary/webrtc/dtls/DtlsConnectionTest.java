package dev.tributary.webrtc.dtls;

import static dev.tributary.webrtc.dtls.Link.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.webrtc.dtls.Link.Conditions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DtlsConnectionTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    @Test
    void connectsInTwoRoundTripsAndCarriesDataBothWays() {
        Link link = new Link(Conditions.GOOD, 1).start().connect(1_000 * MILLIS);

        assertThat(link.bothConnected()).isTrue();
        assertThat(link.nowNanos).isEqualTo(40 * MILLIS);
        assertThat(link.client.connection.nextDeadlineNanos()).isEqualTo(DtlsConnection.NEVER);
        assertThat(link.server.connection.nextDeadlineNanos()).isEqualTo(DtlsConnection.NEVER);

        assertThat(link.client.send(link.nowNanos, HELLO)).isTrue();
        byte[] large = new byte[link.server.connection.payloadBytesMax()];
        Arrays.fill(large, (byte) 7);
        assertThat(link.server.send(link.nowNanos, large)).isTrue();
        link.runUntil(100 * MILLIS);

        assertThat(link.server.data).containsExactly(HELLO);
        assertThat(link.client.data).containsExactly(large);
        assertThat(link.server.sent).allSatisfy(d -> assertThat(d).hasSizeLessThanOrEqualTo(1_200));
        assertThat(link.server.sent.get(link.server.sent.size() - 1)).hasSize(1_200);
    }

    @Test
    void survivesLossReorderingAndDuplication() {
        Conditions bad = new Conditions(0.3, 0.2, 10 * MILLIS, 40 * MILLIS);
        DtlsIdentity one = Link.identity();
        DtlsIdentity two = Link.identity();
        int slow = 0;
        for (long seed = 0; seed < 200; seed++) {
            Link link = new Link(bad, seed, DtlsConfig.defaults(), one, two).start();
            link.connect(9_000 * MILLIS);
            assertThat(link.bothConnected())
                    .as("seed %d: %s", seed, link.client.connection.statistics())
                    .isTrue();
            slow += link.nowNanos > 2_000 * MILLIS ? 1 : 0;
        }
        assertThat(slow).as("handshakes of more than 2 s").isLessThan(20);
    }

    @Test
    void fragmentsWhatDoesNotFitAndStillSurvivesLoss() {
        DtlsConfig small = new DtlsConfig(256, 50 * MILLIS, 1_000 * MILLIS, 10_000 * MILLIS, 4_096);
        Conditions bad = new Conditions(0.1, 0.1, 10 * MILLIS, 40 * MILLIS);
        DtlsIdentity one = Link.identity();
        DtlsIdentity two = Link.identity();
        for (long seed = 0; seed < 50; seed++) {
            Link link = new Link(bad, seed, small, one, two).start().connect(9_000 * MILLIS);
            assertThat(link.bothConnected()).as("seed %d", seed).isTrue();
            assertThat(link.client.sent)
                    .allSatisfy(d -> assertThat(d.length).isLessThanOrEqualTo(256));
        }
    }

    @Test
    void deliversDataThatOvertookTheEndOfTheHandshake() {
        Link link = new Link(Conditions.GOOD, 1);
        link.server.onConnected = () -> link.server.send(link.nowNanos, HELLO);
        var sink = link.server.network;
        // The server's last flight is sent first and arrives last.
        link.server.network =
                datagram -> {
                    if (link.server.connection.isConnected() || datagram[0] != 20) {
                        sink.accept(datagram);
                    } else {
                        late = datagram;
                    }
                };
        link.start().runUntil(45 * MILLIS);
        assertThat(link.client.connected).isFalse();

        link.client.receive(link.nowNanos, late);

        assertThat(link.client.connected).isTrue();
        assertThat(link.client.data).containsExactly(HELLO);
    }

    private byte[] late;

    @Test
    void closesWithoutADataByteWhenTheServersCertificateIsNotTheExpectedOne() {
        Side client = new Side(Link.identity(), DtlsConfig.defaults(), true, new byte[32]);
        DtlsIdentity own = Link.identity();
        Side server = new Side(own, DtlsConfig.defaults(), false, new byte[32]);
        mismatch(new Link(Conditions.GOOD, 1, client, server), client);
    }

    @Test
    void closesWithoutADataByteWhenTheClientsCertificateIsNotTheExpectedOne() {
        DtlsIdentity of = Link.identity();
        Side client = new Side(Link.identity(), DtlsConfig.defaults(), true, of.fingerprint());
        Side server = new Side(of, DtlsConfig.defaults(), false, new byte[32]);
        mismatch(new Link(Conditions.GOOD, 1, client, server), server);
    }

    private static void mismatch(Link link, Side victim) {
        link.start();
        for (long at = 10; at <= 12_000; at += 10) {
            link.runUntil(at * MILLIS);
            assertThat(link.client.send(link.nowNanos, HELLO)).isFalse();
            assertThat(link.server.send(link.nowNanos, HELLO)).isFalse();
        }
        assertThat(victim.reason).isEqualTo(DtlsCloseReason.FINGERPRINT_MISMATCH);
        assertThat(link.client.connected || link.server.connected).isFalse();
        assertThat(link.client.data).isEmpty();
        assertThat(link.server.data).isEmpty();
        for (Side side : new Side[] {link.client, link.server}) {
            assertThat(side.reason).isNotNull();
            assertThat(side.sent).allSatisfy(d -> assertThat(d[0]).isNotEqualTo((byte) 23));
        }
    }

    @Test
    void closesTellEachOther() {
        Link link = new Link(Conditions.GOOD, 1).start().connect(1_000 * MILLIS);
        link.client.connection.close(link.nowNanos);
        link.client.connection.close(link.nowNanos);
        assertThat(link.client.reason).isEqualTo(DtlsCloseReason.CLOSED_HERE);
        link.runUntil(200 * MILLIS);
        assertThat(link.server.reason).isEqualTo(DtlsCloseReason.CLOSED_BY_PEER);
        assertThat(link.server.send(link.nowNanos, HELLO)).isFalse();
        int before = link.server.sent.size();
        link.server.receive(link.nowNanos, link.client.sent.get(0));
        assertThat(link.server.sent).hasSize(before);
    }

    @Test
    void givesUpOnASilentPeerAfterTheTimeout() {
        Link link = new Link(new Conditions(1, 0, 0, 0), 1).start().runUntil(9_999 * MILLIS);
        assertThat(link.client.reason).isNull();
        link.runUntil(10_000 * MILLIS);
        assertThat(link.client.reason).isEqualTo(DtlsCloseReason.HANDSHAKE_TIMEOUT);
        assertThat(link.server.reason).isEqualTo(DtlsCloseReason.HANDSHAKE_TIMEOUT);
        // 50, 100, 200, 400, 800 ms, then every second: 1 + 5 + 8.
        assertThat(link.client.connection.statistics().flightsSent()).isEqualTo(14);
        assertThat(link.server.sent).isEmpty();
    }

    @Test
    void dropsAndCountsReplayedAndForgedRecords() {
        Link link = new Link(Conditions.GOOD, 1).start().connect(1_000 * MILLIS);
        link.client.send(link.nowNanos, HELLO);
        byte[] record = link.client.sent.get(link.client.sent.size() - 1);
        link.runUntil(100 * MILLIS);
        link.server.receive(link.nowNanos, record);
        assertThat(link.server.connection.statistics().replayedRecords()).isEqualTo(1);

        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            byte[] forged = record.clone();
            forged[10] = (byte) (100 + i % 100);
            forged[13 + random.nextInt(forged.length - 13)] ^= (byte) (1 + random.nextInt(255));
            link.server.receive(link.nowNanos, forged);
        }
        assertThat(link.server.connection.statistics().forgedRecords()).isEqualTo(200);
        assertThat(link.server.data).hasSize(1);
        link.client.send(link.nowNanos, HELLO);
        link.runUntil(200 * MILLIS);
        assertThat(link.server.data).hasSize(2);
    }

    @Test
    void takesDataInAnyOrderWithinTheReplayWindow() {
        Conditions shuffled = new Conditions(0, 0.5, 0, 50 * MILLIS);
        Link link = new Link(shuffled, 3).start().connect(1_000 * MILLIS);
        for (int i = 0; i < 900; i++) {
            link.client.send(link.nowNanos, (byte) i, (byte) (i >> 8));
        }
        link.runUntil(link.nowNanos + 100 * MILLIS);
        assertThat(link.server.data).hasSize(900).doesNotHaveDuplicates();
        assertThat(link.server.connection.statistics().replayedRecords()).isGreaterThan(300);
    }

    @Test
    void refusesMisuse() {
        Side side = new Side(Link.identity(), DtlsConfig.defaults(), true, new byte[32]);
        side.receive(0, new byte[20]);
        assertThat(side.connection.statistics().ignoredRecords()).isEqualTo(1);
        side.connection.start(5);
        assertThatThrownBy(() -> side.connection.start(5))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> side.connection.onTimer(4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> side.send(5, new byte[1_200]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Side(Link.identity(), DtlsConfig.defaults(), true, HELLO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DtlsConfig(100, 1, 1, 1, 4_096))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void needsNoThreadsFor200Connections() {
        DtlsIdentity one = Link.identity();
        DtlsIdentity two = Link.identity();
        int before = Thread.activeCount();
        for (int i = 0; i < 200; i++) {
            Link link = new Link(Conditions.GOOD, i, DtlsConfig.defaults(), one, two).start();
            link.connect(1_000 * MILLIS);
            link.server.connection.close(link.nowNanos);
            link.runUntil(1_000 * MILLIS);
            assertThat(link.client.reason).isEqualTo(DtlsCloseReason.CLOSED_BY_PEER);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
    }
}
