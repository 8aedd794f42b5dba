package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS 1.2 and 1.3 with PEM files, and nothing older. */
final class HttpTlsTest {
    @TempDir private Path folder;

    @Test
    void speaksTls12And13Only() throws Exception {
        HttpConfig.Tls files = TestCertificate.in(folder);
        HttpConfig config = Services.config().withTls(files);
        try (HttpService service = new HttpService(config, Services.registry()).start()) {
            assertThat(health(service, files, "TLSv1.3")).endsWith("ok\n");
            assertThat(health(service, files, "TLSv1.2")).endsWith("ok\n");
            assertThatThrownBy(() -> health(service, files, "TLSv1.1"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(RawClient.exchange(service.port(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .doesNotContain("HTTP/1.1");
            assertThat(health(service, files, "TLSv1.3")).endsWith("ok\n");
        }
    }

    @Test
    void refusesFilesThatAreNoPem() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
        HttpConfig config = Services.config().withTls(new HttpConfig.Tls(nothing, nothing));
        assertThatThrownBy(() -> new HttpService(config, Services.registry()).start())
                .isInstanceOf(IOException.class);
    }

    private static String health(HttpService service, HttpConfig.Tls files, String version)
            throws Exception {
        try (SSLSocket socket =
                (SSLSocket)
                        TestCertificate.trusting(files)
                                .getSocketFactory()
                                .createSocket(Services.loopback().getAddress(), service.port())) {
            socket.setSoTimeout(RawClient.TIMEOUT_MILLIS);
            socket.setEnabledProtocols(new String[] {version});
            String request = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }
}
