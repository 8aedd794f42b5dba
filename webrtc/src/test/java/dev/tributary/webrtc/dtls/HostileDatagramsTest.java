package dev.tributary.webrtc.dtls;

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
    private static List<byte[]> foreign() throws Exception {
        try (Link link = new Link(Conditions.GOOD, 1).connect()) {
            List<byte[]> all = new ArrayList<>(link.client.sent);
            all.addAll(link.server.sent);
            return all;
        }
    }

    @Test
    void theMemoryForAMessageIsNotTakenBeforeItsBytesCome() {
        byte[] huge = new byte[13 + 12 + 1];
        byte[] head = {22, -2, -3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 13, 2, -1, -1, -1, 0, 1, 0, 0, 0};
        System.arraycopy(head, 0, huge, 0, head.length);
        huge[24] = 1;
        DatagramFilter filter = new DatagramFilter(4_096, false);
        assertThat(filter.admit(huge)).isZero();
        huge[14] = 0;
        huge[15] = 16;
        huge[16] = 0;
        assertThat(filter.admit(huge)).isEqualTo(huge.length);
        assertThat(filter.admit(Arrays.copyOf(huge, 20))).isZero();
        assertThat(filter.admit(new byte[0])).isZero();
    }

    @Test
    void oversizedDatagramsAreRefused() throws Exception {
        try (Link link = link(1)) {
            link.start();
            byte[] large = new byte[DtlsConnection.DATAGRAM_BYTES_MAX + 1];
            link.run(() -> link.client.receive(link.now(), large));
            assertThat(link.client.connection.statistics().refusedDatagrams()).isEqualTo(1);
            assertThat(link.await(link::bothConnected, 9_000)).isTrue();
        }
    }

    @Test
    void aFloodFillsNoMoreThanTheQueue() {
        DatagramFilter filter = new DatagramFilter(4_096, false);
        Datagrams unread = new Datagrams(filter, 1_200, (bytes, offset, length) -> {});
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += unread.add(new byte[100]) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(Datagrams.WAITING_MAX);
    }

    @Test
    void plaintextDataIsNotDelivered() throws Exception {
        byte[] data = {23, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 1, 1};
        byte[] alert = {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40};
        try (Link link = link(1)) {
            link.start();
            link.run(() -> link.client.receive(link.now(), data));
            assertThat(link.await(link::bothConnected, 9_000)).isTrue();
            for (Side side : List.of(link.client, link.server)) {
                link.run(() -> side.receive(link.now(), data));
                link.run(() -> side.receive(link.now(), alert));
                assertThat(side.data).isEmpty();
                assertThat(side.reason).isNull();
            }
        }
    }

    /** A handshake may fail, and be tried again; a connection may not. */
    @Test
    void noDatagramThrowsOrEndsAConnection() throws Exception {
        List<byte[]> corpus = foreign();
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean late = seed % 2 == 0;
            try (Link link = link(seed)) {
                Link started = late ? link.connect() : link.start();
                started.run(
                        () -> {
                            for (int i = 0; i < 2_000; i++) {
                                byte[] bytes = corpus.get(random.nextInt(corpus.size()));
                                byte[] datagram = altered(bytes, random);
                                link.client.receive(link.now(), datagram);
                                link.server.receive(link.now(), datagram);
                            }
                        });
                assertThat(link.client.data).as("seed %d", seed).isEmpty();
                assertThat(link.server.data).as("seed %d", seed).isEmpty();
                if (late) {
                    assertThat(link.client.reason)
                            .as("seed %d %s", seed, link.client.connection.statistics())
                            .isNull();
                    assertThat(link.server.reason)
                            .as("seed %d %s", seed, link.server.connection.statistics())
                            .isNull();
                    assertThat(link.send(link.client, (byte) 1)).isTrue();
                    assertThat(link.await(() -> link.server.data.size() == 1, 5_000)).isTrue();
                }
            }
        }
    }

    private static byte[] altered(byte[] datagram, SplittableRandom random) {
        byte[] copy = datagram.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (random.nextInt(8) == 0) {
            random.nextBytes(copy);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }
}
