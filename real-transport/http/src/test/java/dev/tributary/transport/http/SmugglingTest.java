package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two servers could read differently (RFC 9112 section 11.2) are refused, and what
 * follows them on the connection is not looked at.
 */
final class SmugglingTest {
    private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final AtomicInteger REACHED = new AtomicInteger();
    private static final AtomicInteger SMUGGLED = new AtomicInteger();
    private static HttpService service;

    @BeforeAll
    static void start() throws Exception {
        service = Services.plain(HttpLimits.defaults());
        service.route("POST", "/p", 1_000, e -> reached(REACHED, e));
        service.get("/p", e -> reached(REACHED, e));
        service.get("/smuggled", e -> reached(SMUGGLED, e));
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void reached(AtomicInteger counter, HttpExchange exchange) {
        counter.incrementAndGet();
        exchange.respond(200, "reached");
    }

    @Test
    void acceptsTheHonestForms() throws Exception {
        String close = "Connection: close\r\n\r\n";
        for (String good :
                new String[] {
                    "GET /p HTTP/1.1\r\nHost: x\r\n" + close,
                    "GET /p HTTP/1.0\r\n\r\n",
                    "GET http://x/p HTTP/1.1\r\nHost: x\r\n" + close,
                    "GET HTTPS://y:1/p?q HTTP/1.1\r\nHost: x\r\n" + close,
                    "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n" + close + "a",
                    "POST /p HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n"
                            + close
                            + "1\r\na\r\n0\r\n\r\n",
                }) {
            assertThat(RawClient.exchange(service.port(), good)).as(good).contains(" 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /p HTTP/1.1\nHost: x\nContent-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\nContent-Length: 0\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 2\n\nab",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 1\n\na",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: 1, 1\n\na",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: +1\n\na",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: -1\n\n",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: 0x1\n\na",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: 1 1\n\na",
                "POST /p HTTP/1.1\nHost: x\nContent-Length: 99999999999999999999\n\n",
                "POST /p HTTP/1.1\nHost: x\nContent-Length : 1\n\na",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding : chunked\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: identity\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: gzip, chunked\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked, identity\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\nTransfer-Encoding: x\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: xchunked\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: \"chunked\"\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding:\u000bchunked\n\n0\n\n",
                "POST /p HTTP/1.0\nHost: x\nTransfer-Encoding: chunked\n\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n-1\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n0x1\na\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nzz\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n1\nab\n0\n\n",
                "POST /p HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nfffffffff\n\n",
                "GET /p HTTP/1.1\nHost: x\nX: a\u0000b\n\n",
                "GET /p HTTP/1.1\nHost: x\nX: a\u0001b\n\n",
                "GET /p HTTP/1.1\nHost: x\nX\u0000: ab\n\n",
                "GET /p HTTP/1.1\nHost: x\nX\u007f: ab\n\n",
                "GET /p HTTP/1.1\nHost: x\n: empty\n\n",
                "GET /p HTTP/1.1\nHost: x\nno colon\n\n",
                "GET /p HTTP/1.1\nHost: x\n folded: a\n\n",
                "GET /p HTTP/1.1\nHost: x\nHost: y\n\n",
                "GET /p HTTP/1.1\nX: y\n\n",
                "GET /p\u0000 HTTP/1.1\nHost: x\n\n",
                "GET /p\u0001 HTTP/1.1\nHost: x\n\n",
                "GET /p%zz HTTP/1.1\nHost: x\n\n",
                "GET /p% HTTP/1.1\nHost: x\n\n",
                "GET p HTTP/1.1\nHost: x\n\n",
                "GET http:///p HTTP/1.1\nHost: x\n\n",
                "GET http://me@x/p HTTP/1.1\nHost: x\n\n",
                "GET http://x/p\u0001 HTTP/1.1\nHost: x\n\n",
                "GET ftp://x/p HTTP/1.1\nHost: x\n\n",
                "GET http://x/p HTTP/1.1\n\n",
                "GET * HTTP/1.1\nHost: x\n\n",
                "GET /p /q HTTP/1.1\nHost: x\n\n",
                "GET /p HTTP/1.1 x\nHost: x\n\n",
                "GET /p HTTP/2.0\nHost: x\n\n",
                "GET /p HTTP/1.2\nHost: x\n\n",
                "GET /p\nHost: x\n\n",
                "G\u0001T /p HTTP/1.1\nHost: x\n\n",
                "get /p HTTP/1.1\nHost: x\n\n",
                "GET /p HTTP/1.1\nHost: x\nContent-Encoding: gzip\n\n",
                "POST /p HTTP/1.1\nHost: x\nExpect: 200-ok\nContent-Length: 1\n\na",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\n\n",
            })
    void refuses(String request) throws Exception {
        int before = REACHED.get();
        int smuggled = SMUGGLED.get();
        String answer = RawClient.exchange(service.port(), request.replace("\n", "\r\n") + NEXT);
        assertThat(answer).as(request).matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).as("one answer: %s", answer).hasSize(2);
        assertThat(REACHED).hasValue(before);
        assertThat(SMUGGLED).hasValue(smuggled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /p HTTP/1.1\nHost: x\n\n",
                "GET /p HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
                "GET /p HTTP/1.1\rHost: x\r\r",
                "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\n\n0\r\n\r\n",
            })
    void refusesLinesThatDoNotEndInCrLf(String request) throws Exception {
        int before = REACHED.get();
        int smuggled = SMUGGLED.get();
        String answer = RawClient.exchange(service.port(), request + NEXT);
        assertThat(answer).as(request).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        assertThat(REACHED).hasValue(before);
        assertThat(SMUGGLED).hasValue(smuggled);
    }
}
