package dev.tributary.transport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.http.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How publishers come, and what those who may not are told. */
@Timeout(60)
final class PublishKindsTest {
    private static final String EXPECTING =
            "Host: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                    + "Expect: 100-continue\r\n";
    private static final String SECRET = OriginServer.SECRET + ": " + OriginBed.SECRET + "\r\n";

    private final OriginBed bed = new OriginBed();

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void bothMethodsPublish(String method) throws Exception {
        try (OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            String head = method + " " + OriginBed.PUBLISH + " HTTP/1.1\r\n" + EXPECTING + SECRET;
            assertThat(RawClient.exchange(origin.port(), head + "\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")
                    .endsWith("published\n");
        }
    }

    @Test
    void whoMayNotPublishHearsWhyBeforeSending() throws Exception {
        try (OriginServer origin = bed.origin(0, OriginBed.SECONDS)) {
            String wrong = EXPECTING + OriginServer.SECRET + ": wrong\r\n\r\n";
            assertThat(
                            RawClient.exchange(
                                    origin.port(),
                                    "PUT " + OriginBed.PUBLISH + " HTTP/1.1\r\n" + wrong))
                    .startsWith("HTTP/1.1 403 ")
                    .endsWith("bad_push_secret\n");
            String other = "POST /v1/" + "F".repeat(32) + "/publish HTTP/1.1\r\n";
            assertThat(RawClient.exchange(origin.port(), other + EXPECTING + SECRET + "\r\n"))
                    .startsWith("HTTP/1.1 404 ")
                    .endsWith("unknown_stream\n");
        }
    }
}
