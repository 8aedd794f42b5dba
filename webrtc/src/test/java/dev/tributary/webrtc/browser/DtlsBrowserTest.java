package dev.tributary.webrtc.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.dtls.DtlsCloseReason;
import dev.tributary.webrtc.oracle.Oracle;
import dev.tributary.webrtc.sdp.Fingerprint;
import dev.tributary.webrtc.sdp.SdpReader;
import dev.tributary.webrtc.sdp.SdpSession;
import dev.tributary.webrtc.sdp.SdpTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our DTLS against a browser's, in both roles; skipped where there is no browser. */
@Tag("slow")
final class DtlsBrowserTest {
    private static final int SECONDS = 30;

    /** What RFC 8827 6.5 leaves to a page. */
    private static final String RSA_CONNECTION =
            """
            new RTCPeerConnection({certificates: [await RTCPeerConnection.generateCertificate({
              name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048,
              publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256'})]})\
            """;

    private static final Fingerprint WRONG = new Fingerprint(new byte[Fingerprint.BYTES]);

    @Test
    void connectsAsServer() throws Exception {
        connects(false, new PageServer());
    }

    @Test
    void connectsAsClient() throws Exception {
        connects(true, new PageServer());
    }

    @Test
    void connectsToABrowserWithAnRsaKey() throws Exception {
        connects(false, rsaPage());
        connects(true, rsaPage());
    }

    private static PageServer rsaPage() throws IOException {
        String page = new String(PageServer.page(), StandardCharsets.UTF_8);
        String connection = "new RTCPeerConnection()";
        assertThat(page).contains(connection);
        String rsa = page.replace(connection, RSA_CONNECTION);
        return new PageServer(Map.of("/", rsa.getBytes(StandardCharsets.UTF_8)));
    }

    private static void connects(boolean client, PageServer server) throws Exception {
        InetAddress address = Oracle.interfaceAddress();
        try (Chromium browser = Chromium.start(server)) {
            PageServer page = browser.page();
            SdpSession offer = offer(page);
            try (LitePeer peer = new LitePeer(address, client, offer.fingerprint())) {
                answer(page, peer, new Fingerprint(peer.identity.fingerprint()));
                assertThat(peer.runUntil(() -> !peer.data.isEmpty(), Duration.ofSeconds(SECONDS)))
                        .as("%s, page: %s", peer.dtls.statistics(), page.inbox().seen())
                        .isTrue();
                // The first data is an SCTP INIT from port 5000 to port 5000.
                assertThat(peer.data.get(0)).startsWith(0x13, 0x88, 0x13, 0x88);
                page.await("dtls", "connected", SECONDS);
                assertThat(peer.reason).isNull();

                page.tell("close", "");
                assertThat(peer.runUntil(() -> peer.reason != null, Duration.ofSeconds(SECONDS)))
                        .isTrue();
                assertThat(peer.reason).isEqualTo(DtlsCloseReason.CLOSED_BY_PEER);
            }
        }
    }

    /** T12: the browser shows another certificate than signalling said. */
    @Test
    void exchangesNothingWithABrowserOfAnotherFingerprint() throws Exception {
        InetAddress address = Oracle.interfaceAddress();
        try (Chromium browser = Chromium.start();
                LitePeer peer = new LitePeer(address, false, WRONG)) {
            offer(browser.page());
            answer(browser.page(), peer, new Fingerprint(peer.identity.fingerprint()));
            assertThat(peer.runUntil(() -> peer.reason != null, Duration.ofSeconds(SECONDS)))
                    .isTrue();
            assertThat(peer.reason).isEqualTo(DtlsCloseReason.FINGERPRINT_MISMATCH);
            assertThat(peer.data).isEmpty();
        }
    }

    /** T12: the browser was told of another certificate than we show. */
    @Test
    void aBrowserThatExpectsAnotherFingerprintExchangesNothing() throws Exception {
        InetAddress address = Oracle.interfaceAddress();
        try (Chromium browser = Chromium.start()) {
            PageServer page = browser.page();
            SdpSession offer = offer(page);
            try (LitePeer peer = new LitePeer(address, true, offer.fingerprint())) {
                answer(page, peer, WRONG);
                assertThat(peer.runUntil(() -> peer.reason != null, Duration.ofSeconds(SECONDS)))
                        .isTrue();
                assertThat(peer.data).isEmpty();
            }
            page.await("dtls", "failed", SECONDS);
        }
    }

    private static SdpSession offer(PageServer page) throws Exception {
        page.await("ready", SECONDS);
        page.tell("make-offer", "");
        return SdpReader.read(page.await("offer", SECONDS));
    }

    private static void answer(PageServer page, LitePeer peer, Fingerprint announced) {
        page.tell("answer", SdpTemplate.write(peer.session(announced)));
    }
}
