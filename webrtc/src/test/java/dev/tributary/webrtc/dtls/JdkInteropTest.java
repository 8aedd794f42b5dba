package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Against an implementation that shares no code with ours but the primitives. */
final class JdkInteropTest {
    private final DtlsIdentity ours = Link.identity();
    private final DtlsIdentity theirs = Link.identity();
    private final Deque<byte[]> toJdk = new ArrayDeque<>();
    private final Deque<byte[]> toUs = new ArrayDeque<>();

    @Test
    void connectsAsClientToTheJdkThoughItAsksForACookie() throws Exception {
        interoperates(true);
    }

    @Test
    void connectsAsServerToTheJdk() throws Exception {
        interoperates(false);
    }

    private void interoperates(boolean client) throws Exception {
        Side side = new Side(ours, DtlsConfig.defaults(), client, theirs.fingerprint());
        side.network = toJdk::add;
        JdkPeer jdk = new JdkPeer(theirs, !client, toUs::add);
        jdk.start();
        side.connection.start(0);
        exchange(side, jdk);

        assertThat(side.connected).as("%s", side.connection.statistics()).isTrue();
        assertThat(jdk.isConnected()).isTrue();
        assertThat(jdk.suite()).isEqualTo("DTLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

        for (int i = 1; i < 1_000; i += 37) {
            byte[] message = new byte[i];
            message[0] = (byte) i;
            side.send(0, message);
            jdk.send(message);
            exchange(side, jdk);
            assertThat(jdk.data.get(jdk.data.size() - 1)).isEqualTo(message);
            assertThat(side.data.get(side.data.size() - 1)).isEqualTo(message);
        }
        if (client) {
            jdk.close();
            exchange(side, jdk);
            assertThat(side.reason).isEqualTo(DtlsCloseReason.CLOSED_BY_PEER);
        } else {
            side.connection.close(0);
            exchange(side, jdk);
            assertThat(jdk.isInboundDone()).isTrue();
        }
    }

    @Test
    void neverConnectsToAPeerThatShowsACertificateWithoutItsKey() throws Exception {
        for (boolean client : new boolean[] {true, false}) {
            Side side = new Side(ours, DtlsConfig.defaults(), client, theirs.fingerprint());
            neverConnects(side, JdkPeer.thief(theirs, Link.identity(), !client, toUs::add));
            assertThat(side.connection.statistics().rewinds()).isPositive();
        }
    }

    @Test
    void neverConnectsToAClientWithoutACertificate() throws Exception {
        Side side = new Side(ours, DtlsConfig.defaults(), false, theirs.fingerprint());
        neverConnects(side, JdkPeer.anonymous(toUs::add));
        assertThat(side.connection.statistics().refusedMessages()).isPositive();
    }

    private void neverConnects(Side side, JdkPeer jdk) throws Exception {
        toJdk.clear();
        toUs.clear();
        side.network = toJdk::add;
        jdk.start();
        side.connection.start(0);
        exchange(side, jdk);
        for (int i = 0; i < 100 && side.reason == null; i++) {
            side.connection.onTimer(side.connection.nextDeadlineNanos());
            toJdk.clear();
        }
        assertThat(side.reason).isNotNull();
        assertThat(side.connected).isFalse();
        assertThat(side.data).isEmpty();
    }

    private void exchange(Side side, JdkPeer jdk) throws Exception {
        while (!toJdk.isEmpty() || !toUs.isEmpty()) {
            while (!toJdk.isEmpty()) {
                jdk.receive(toJdk.remove());
            }
            while (!toUs.isEmpty()) {
                side.receive(0, toUs.remove());
            }
        }
    }
}
