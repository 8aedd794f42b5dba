package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.webrtc.dtls.Link.Conditions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
final class DtlsConnectionTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final long MILLIS = 1_000_000;

    @Test
    void connectsAndCarriesDataBothWays() throws Exception {
        try (Link link = new Link(Conditions.GOOD, 1)) {
            assertThat(link.send(link.client, HELLO)).isFalse();
            link.connect();
            assertThat(link.client.connection.nextDeadlineNanos()).isEqualTo(DtlsConnection.NEVER);
            byte[] large = new byte[link.server.connection.payloadBytesMax()];
            Arrays.fill(large, (byte) 7);
            assertThat(link.send(link.client, HELLO)).isTrue();
            assertThat(link.send(link.server, large)).isTrue();
            link.await(() -> !link.server.data.isEmpty() && !link.client.data.isEmpty(), 5_000);

            assertThat(link.server.data).containsExactly(HELLO);
            assertThat(link.client.data).containsExactly(large);
            assertThat(link.server.sent)
                    .allSatisfy(d -> assertThat(d).hasSizeLessThanOrEqualTo(1_200));
            assertThat(link.server.sent.get(link.server.sent.size() - 1)).hasSize(1_200);
        }
    }

    /** Without {@link Datagrams} and {@link DatagramFilter} the library loses 6 to 30 of 100. */
    @Test
    void survivesLossReorderingAndDuplication() throws Exception {
        connectsAll(new Conditions(0.1, 0.1, 10, 30), DtlsConfig.defaults(), 60, 60);
        connectsAll(new Conditions(0.3, 0.2, 5, 30), DtlsConfig.defaults(), 30, 29);
    }

    @Test
    void fragmentsWhatDoesNotFitAndStillSurvivesLoss() throws Exception {
        DtlsConfig small = new DtlsConfig(256, 50 * MILLIS, 10_000 * MILLIS, 4_096);
        for (Link link : connectsAll(new Conditions(0.05, 0.1, 5, 20), small, 30, 29)) {
            assertThat(link.client.sent)
                    .allSatisfy(d -> assertThat(d.length).isLessThanOrEqualTo(256));
        }
    }

    private static List<Link> connectsAll(
            Conditions conditions, DtlsConfig config, int count, int least) throws Exception {
        DtlsIdentity one = Link.identity();
        DtlsIdentity two = Link.identity();
        List<Link> links = new ArrayList<>();
        int connected = 0;
        for (int seed = 0; seed < count; seed++) {
            Link link = new Link(conditions, seed, config, one, two).start();
            links.add(link);
            TimeUnit.MILLISECONDS.sleep(20); // Not all at once on a small machine.
        }
        for (Link link : links) {
            connected += link.await(link::bothConnected, 9_000) ? 1 : 0;
            link.close();
        }
        assertThat(connected).isGreaterThanOrEqualTo(least);
        return links;
    }

    /** RFC 6347 4.1.1.1: repetitions become smaller. */
    @ParameterizedTest
    @ValueSource(ints = {1_100, 800, 576})
    void connectsOverPathsThatSwallowLargeDatagrams(int largestBytes) throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            Conditions conditions = new Conditions(seed % 2 * 0.1, 0, 5, 10);
            try (Link link = new Link(conditions, seed)) {
                link.largestBytes = largestBytes;
                link.connect();
            }
        }
    }

    /** RFC 8122 5: a peer may announce a longer hash, and no other. */
    @Test
    void connectsByTheLongerHashesOfACertificate() throws Exception {
        DtlsIdentity one = Link.identity();
        DtlsIdentity two = Link.identity();
        byte[] ofOne = Crypto.sha2(one.certificate(), 64);
        byte[] ofTwo = Crypto.sha2(two.certificate(), 48);
        try (Link link = new Link(ofOne, ofTwo, one, two)) {
            link.connect();
        }
        ofTwo[47]++;
        try (Link link = new Link(ofOne, ofTwo, one, two)) {
            mismatch(link, link.client);
        }
    }

    @Test
    void closesWithoutADataByteWhenTheServersCertificateIsNotTheExpectedOne() throws Exception {
        DtlsIdentity one = Link.identity();
        DtlsIdentity two = Link.identity();
        try (Link link = new Link(one.fingerprint(), new byte[32], one, two)) {
            mismatch(link, link.client);
        }
    }

    @Test
    void closesWithoutADataByteWhenTheClientsCertificateIsNotTheExpectedOne() throws Exception {
        DtlsIdentity one = Link.identity();
        DtlsIdentity two = Link.identity();
        try (Link link = new Link(new byte[32], two.fingerprint(), one, two)) {
            mismatch(link, link.server);
        }
    }

    private static void mismatch(Link link, Side victim) throws Exception {
        link.start();
        boolean over =
                link.await(
                        () -> {
                            assertThat(link.client.send(link.now(), HELLO)).isFalse();
                            assertThat(link.server.send(link.now(), HELLO)).isFalse();
                            return link.client.reason != null && link.server.reason != null;
                        },
                        9_000);
        assertThat(over).isTrue();
        assertThat(victim.reason).isEqualTo(DtlsCloseReason.FINGERPRINT_MISMATCH);
        assertThat(link.client.connected || link.server.connected).isFalse();
        for (Side side : List.of(link.client, link.server)) {
            assertThat(side.data).isEmpty();
            assertThat(side.sent).allSatisfy(d -> assertThat(d[0]).isNotEqualTo((byte) 23));
        }
        assertThat(link.await(() -> link.workers.handshakes() == 0, 5_000)).isTrue();
    }

    @Test
    void closesTellEachOther() throws Exception {
        try (Link link = new Link(Conditions.GOOD, 1).connect()) {
            link.run(() -> link.client.connection.close(link.now()));
            link.run(() -> link.client.connection.close(link.now()));
            assertThat(link.client.reason).isEqualTo(DtlsCloseReason.CLOSED_HERE);
            assertThat(link.await(() -> link.server.reason != null, 5_000)).isTrue();
            assertThat(link.server.reason).isEqualTo(DtlsCloseReason.CLOSED_BY_PEER);
            assertThat(link.send(link.server, HELLO)).isFalse();
            int before = link.server.sent.size();
            link.run(() -> link.server.receive(link.now(), link.client.sent.get(0)));
            assertThat(link.server.sent).hasSize(before);
        }
    }

    @Test
    void givesUpOnASilentPeerAfterTheTimeoutAndFreesTheThread() throws Exception {
        DtlsConfig hasty = new DtlsConfig(1_200, 50 * MILLIS, 400 * MILLIS, 4_096);
        Conditions nothing = new Conditions(1, 0, 0, 0);
        try (Link link = new Link(nothing, 1, hasty, Link.identity(), Link.identity()).start()) {
            long start = link.now();
            assertThat(link.await(() -> link.server.reason != null, 5_000)).isTrue();
            assertThat(link.now() - start).isGreaterThan(350 * MILLIS);
            assertThat(link.await(() -> link.client.reason != null, 5_000)).isTrue();
            assertThat(link.client.reason).isEqualTo(DtlsCloseReason.HANDSHAKE_TIMEOUT);
            assertThat(link.server.reason).isEqualTo(DtlsCloseReason.HANDSHAKE_TIMEOUT);
            assertThat(link.client.sent).hasSizeBetween(2, 6);
            assertThat(link.server.sent).isEmpty();
            assertThat(link.await(() -> link.workers.handshakes() == 0, 2_000)).isTrue();
        }
    }

    @Test
    void closedHandshakesFreeTheirThreads() throws Exception {
        Conditions nothing = new Conditions(1, 0, 0, 0);
        try (Link link = new Link(nothing, 1).start()) {
            assertThat(link.await(() -> !link.client.sent.isEmpty(), 5_000)).isTrue();
            link.run(() -> link.client.connection.close(link.now()));
            link.run(() -> link.server.connection.close(link.now()));
            assertThat(link.client.reason).isEqualTo(DtlsCloseReason.CLOSED_HERE);
            assertThat(link.await(() -> link.workers.handshakes() == 0, 2_000)).isTrue();
        }
    }

    @Test
    void refusesHandshakesBeyondTheBound() throws Exception {
        try (Link link = new Link(Conditions.GOOD, 1)) {
            List<Side> sides = new ArrayList<>();
            for (int i = 0; i < Link.THREADS + 1; i++) {
                Side side =
                        new Side(
                                Link.identity(),
                                DtlsConfig.defaults(),
                                false,
                                new byte[32],
                                link.workers);
                sides.add(side);
                link.run(() -> side.connection.start(0));
            }
            Side last = sides.remove(sides.size() - 1);
            assertThat(last.reason).isEqualTo(DtlsCloseReason.HANDSHAKE_FAILED);
            assertThat(sides).allSatisfy(side -> assertThat(side.reason).isNull());
        }
    }

    @Test
    void dropsReplayedAndForgedRecords() throws Exception {
        try (Link link = new Link(Conditions.GOOD, 1).connect()) {
            link.send(link.client, HELLO);
            byte[] record = link.client.sent.get(link.client.sent.size() - 1);
            assertThat(link.await(() -> link.server.data.size() == 1, 5_000)).isTrue();
            SplittableRandom random = new SplittableRandom(1);
            link.run(
                    () -> {
                        link.server.receive(link.now(), record);
                        for (int i = 0; i < 200; i++) {
                            byte[] forged = record.clone();
                            forged[10] = (byte) (100 + i % 100);
                            int at = 13 + random.nextInt(forged.length - 13);
                            forged[at] ^= (byte) (1 + random.nextInt(255));
                            link.server.receive(link.now(), forged);
                        }
                    });
            assertThat(link.server.data).hasSize(1);
            assertThat(link.server.reason).isNull();
            link.send(link.client, HELLO);
            assertThat(link.await(() -> link.server.data.size() == 2, 5_000)).isTrue();
        }
    }

    /** The library's replay window has 64 records. */
    @Test
    void takesDataInAnyOrderWithinTheReplayWindow() throws Exception {
        try (Link link = new Link(new Conditions(0, 0.5, 0, 20), 3).connect()) {
            for (int i = 0; i < 60; i++) {
                link.send(link.client, (byte) i);
            }
            assertThat(link.await(() -> link.server.data.size() == 60, 5_000)).isTrue();
            TimeUnit.MILLISECONDS.sleep(40); // The last duplicates arrive.
            assertThat(link.server.data).hasSize(60).doesNotHaveDuplicates();
        }
    }

    @Test
    void refusesMisuse() throws Exception {
        try (Link link = new Link(Conditions.GOOD, 1)) {
            DtlsConfig config = DtlsConfig.defaults();
            Side side = new Side(Link.identity(), config, true, new byte[32], link.workers);
            side.receive(0, new byte[20]);
            assertThat(side.connection.statistics().datagrams()).isZero();
            side.connection.start(5);
            assertThatThrownBy(() -> side.connection.start(5))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> side.connection.onTimer(4))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> side.send(5, new byte[1_200]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Side(Link.identity(), config, true, HELLO, link.workers))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new DtlsConfig(100, 1, 1, 4_096))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
