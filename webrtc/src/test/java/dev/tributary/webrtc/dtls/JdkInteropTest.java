package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an implementation that shares no code with the library. */
final class JdkInteropTest {
    private final DtlsIdentity ours = Link.identity();
    private final DtlsIdentity theirs = Link.identity();

    /** The JDK's side of a link instead of one of its two; driven on the loop. */
    private interface Maker {
        JdkPeer make(Consumer<byte[]> network) throws Exception;
    }

    @Test
    void connectsAsClientToTheJdkThoughItAsksForACookie() throws Exception {
        interoperates(true);
    }

    @Test
    void connectsAsServerToTheJdk() throws Exception {
        interoperates(false);
    }

    /** RFC 8827 6.5 demands none of them, but a page can make its browser use RSA. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectsToKeysOfOtherKinds(boolean client) throws Exception {
        interoperates(client, ForeignKey.rsa(2_048));
        interoperates(client, ForeignKey.onCurve("secp384r1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAWeakKey(boolean client) throws Exception {
        ForeignKey weak = ForeignKey.rsa(1_024);
        assertThat(neverConnects(client, weak, out -> new JdkPeer(weak, !client, out)))
                .isEqualTo(DtlsCloseReason.HANDSHAKE_FAILED);
    }

    private void interoperates(boolean client) throws Exception {
        interoperates(client, ForeignKey.of(theirs));
    }

    private void interoperates(boolean client, ForeignKey key) throws Exception {
        try (Link link = new Link(key.fingerprint(), key.fingerprint(), ours, ours)) {
            Side side = client ? link.client : link.server;
            JdkPeer jdk = meet(link, side, out -> new JdkPeer(key, !client, out));
            assertThat(link.await(() -> side.connected && jdk.isConnected(), 9_000))
                    .as("%s", side.connection.statistics())
                    .isTrue();
            String kind = client && key.key().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
            assertThat(jdk.suite())
                    .isEqualTo("DTLSv1.2 TLS_ECDHE_" + kind + "_WITH_AES_128_GCM_SHA256");
            exchange(link, side, jdk);
            end(link, side, jdk, client);
        }
    }

    private static JdkPeer meet(Link link, Side side, Maker maker) throws Exception {
        JdkPeer jdk = maker.make(bytes -> link.inject(side, bytes));
        side.network = bytes -> link.loop.execute(() -> receive(jdk, bytes));
        link.on(
                () -> {
                    side.connection.start(link.now());
                    jdk.start();
                    return null;
                });
        return jdk;
    }

    private static void receive(JdkPeer jdk, byte... bytes) {
        try {
            jdk.receive(bytes);
        } catch (javax.net.ssl.SSLException e) {
            // It refuses ours, as a test expects.
        }
    }

    private static byte[] all(List<byte[]> records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        records.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static void exchange(Link link, Side side, JdkPeer jdk) throws Exception {
        int count = 0;
        for (int i = 1; i < 1_000; i += 37) {
            byte[] message = new byte[i];
            message[0] = (byte) i;
            link.send(side, message);
            link.on(
                    () -> {
                        jdk.send(message);
                        return null;
                    });
            int expected = ++count;
            assertThat(
                            link.await(
                                    () ->
                                            jdk.data.size() == expected
                                                    && all(side.data).length == message.length,
                                    5_000))
                    .isTrue();
            assertThat(jdk.data.get(count - 1)).isEqualTo(message);
            assertThat(all(side.data)).isEqualTo(message);
            link.run(side.data::clear);
        }
    }

    private static void end(Link link, Side side, JdkPeer jdk, boolean byThem) throws Exception {
        if (byThem) {
            link.on(
                    () -> {
                        jdk.close();
                        return null;
                    });
            assertThat(link.await(() -> side.reason != null, 5_000)).isTrue();
            assertThat(side.reason).isEqualTo(DtlsCloseReason.CLOSED_BY_PEER);
        } else {
            link.run(() -> side.connection.close(link.now()));
            assertThat(link.await(jdk::isInboundDone, 5_000)).isTrue();
        }
    }

    @Test
    void neverConnectsToAPeerThatShowsACertificateWithoutItsKey() throws Exception {
        for (boolean client : new boolean[] {true, false}) {
            DtlsIdentity own = Link.identity();
            neverConnects(
                    client, ForeignKey.of(theirs), out -> JdkPeer.thief(theirs, own, !client, out));
        }
    }

    @Test
    void neverConnectsToAClientWithoutACertificate() throws Exception {
        assertThat(neverConnects(false, ForeignKey.of(theirs), JdkPeer::anonymous))
                .isEqualTo(DtlsCloseReason.CERTIFICATE_MISSING);
    }

    private DtlsCloseReason neverConnects(boolean client, ForeignKey announced, Maker maker)
            throws Exception {
        byte[] fingerprint = announced.fingerprint();
        try (Link link = new Link(fingerprint, fingerprint, ours, ours)) {
            Side side = client ? link.client : link.server;
            meet(link, side, maker);
            assertThat(link.await(() -> side.reason != null, 12_000)).isTrue();
            assertThat(side.connected).isFalse();
            assertThat(side.data).isEmpty();
            return side.reason;
        }
    }
}
