package dev.tributary.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.http.TestCertificate;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a client believes. */
@Tag("slow")
final class HttpClientTlsTest {
    @TempDir private Path folder;

    @Test
    void asksOverTls() throws Exception {
        HttpConfig.Tls files = TestCertificate.in(folder);
        assertThat(asked(files, trusting(files))).isEqualTo("200");
    }

    @Test
    void doesNotBelieveACertificateThatNobodyKnows() throws Exception {
        HttpClientConfig platform =
                HttpClientConfig.defaults()
                        .withTls(
                                SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build());
        assertThat(asked(TestCertificate.in(folder), platform))
                .contains("the connection failed", "PKIX path building failed");
    }

    @Test
    void doesNotBelieveACertificateOfAnother() throws Exception {
        HttpConfig.Tls files = TestCertificate.in(folder, "dns:other.example");
        assertThat(asked(files, trusting(files))).contains("the connection failed", "127.0.0.1");
    }

    @Test
    void doesNotSpeakTlsWithoutTrust() throws Exception {
        assertThat(asked(TestCertificate.in(folder), HttpClientConfig.defaults()))
                .startsWith("no TLS is configured for https://127.0.0.1:");
    }

    private static HttpClientConfig trusting(HttpConfig.Tls files) throws Exception {
        return HttpClientConfig.defaults()
                .withTls(
                        SslContextBuilder.forClient()
                                .sslProvider(SslProvider.JDK)
                                .trustManager(files.certificates().toFile())
                                .build());
    }

    /** Returns the status, or why there is none. */
    private static String asked(HttpConfig.Tls files, HttpClientConfig config) throws Exception {
        HttpConfig served = Services.config().withTls(files);
        try (HttpService service = new HttpService(served, Services.registry()).start();
                HttpClient client = new HttpClient(service.eventLoop(), config)) {
            BaseUrl base = new BaseUrl(true, "127.0.0.1", service.port());
            CompletableFuture<String> answer = new CompletableFuture<>();
            client.request(HttpCall.get(base, "/healthz", new Status(answer)));
            return answer.get(10, TimeUnit.SECONDS);
        }
    }

    private record Status(CompletableFuture<String> answer) implements ResponseSink {
        @Override
        public void head(BaseUrl server, int status, HttpHeaders headers) {
            answer.complete("" + status);
        }

        @Override
        public void bytes(ByteBuf bytes) {}

        @Override
        public void end() {}

        @Override
        public void failed(String reason) {
            answer.complete(reason);
        }
    }
}
