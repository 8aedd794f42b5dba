package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of requests besides plain ones: questions about a path, of pages, before a body. */
final class HttpKindsTest {
    private static final String HOST = "Host: x\r\n";
    private static final String LAST = HOST + "Connection: close\r\n\r\n";
    private static HttpService service;

    @BeforeAll
    static void start() throws Exception {
        service = Services.plain(HttpLimits.defaults()).openToPages("tributary-a");
        service.guard("/known/", HttpKindsTest::isKnown);
        service.get("/known/", e -> e.respond(200, "ok"));
        service.route("POST", "/known/b", 10, e -> e.respond(200, "ok"));
        service.stream("PUT", "/known/b", e -> e.respond(403, "no"));
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static boolean isKnown(HttpExchange exchange) {
        boolean known = exchange.path().equals("/known/b");
        if (!known) {
            exchange.respond(404, "unknown");
        }
        return known;
    }

    private static String ask(String request) throws IOException {
        return RawClient.exchange(service.port(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"/known/b GET,HEAD,OPTIONS,POST,PUT", "* GET,HEAD,OPTIONS,POST,PUT"})
    void optionsNameTheMethods(String target, String methods) throws IOException {
        String answer = ask("OPTIONS " + target + " HTTP/1.1\r\n" + LAST);
        assertThat(answer).startsWith("HTTP/1.1 204 ").endsWith("\r\n\r\n");
        String allow = answer.replaceFirst("(?is).*\r\nallow: ([^\r]*).*", "$1");
        assertThat(allow.split(", ")).containsExactlyInAnyOrder(methods.split(","));
        assertThat(ask("DELETE /known/b HTTP/1.1\r\n" + LAST))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("allow: " + allow);
    }

    @Test
    void aPageHearsWhatItMayDo() throws IOException {
        String question =
                "OPTIONS /known/b HTTP/1.1\r\nOrigin: https://a\r\n"
                        + "Access-Control-Request-Method: GET\r\n"
                        + "Access-Control-Request-Headers: range\r\n";
        assertThat(ask(question + LAST))
                .startsWith("HTTP/1.1 204 ")
                .containsIgnoringCase("access-control-allow-origin: *\r\n")
                .containsIgnoringCase("access-control-allow-headers: *\r\n")
                .containsIgnoringCase("access-control-allow-methods: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /known/b",
                "HEAD /known/b",
                "GET /known/other",
                "GET /nothing",
                "DELETE /known/b",
                "OPTIONS /nothing",
            })
    void aPageReadsAnswersAndRefusals(String line) throws IOException {
        assertThat(ask(line + " HTTP/1.1\r\n" + LAST))
                .containsIgnoringCase("access-control-allow-origin: *\r\n")
                .containsIgnoringCase("access-control-expose-headers: tributary-a\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /metrics", "GET /healthz", "OPTIONS /metrics"})
    void whatIsForTheOperatorIsNotForPages(String line) throws IOException {
        assertThat(ask(line + " HTTP/1.1\r\n" + LAST))
                .startsWith("HTTP/1.1 20")
                .doesNotContainIgnoringCase("access-control");
    }

    @Test
    void aGuardIsAskedBeforeTheLengthAndTheMethod() throws IOException {
        String body = "Transfer-Encoding: chunked\r\n" + LAST + "1\r\na\r\n0\r\n\r\n";
        assertThat(ask("POST /known/other HTTP/1.1\r\n" + body)).startsWith("HTTP/1.1 404 ");
        assertThat(ask("PATCH /known/other HTTP/1.1\r\n" + LAST)).startsWith("HTTP/1.1 404 ");
        String kept = "GET /known/other HTTP/1.1\r\n" + HOST + "\r\n";
        assertThat(ask(kept + "GET /known/b HTTP/1.1\r\n" + LAST))
                .as("a refusal without a body keeps the connection")
                .contains("HTTP/1.1 404 ", "HTTP/1.1 200 ");
    }

    @Test
    void whoIsRefusedIsNotToldToContinue() throws IOException {
        String expect = " HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: ";
        for (String refused : new String[] {"PUT /known/b", "POST /known/other", "POST /nothing"}) {
            assertThat(ask(refused + expect + "5\r\n" + LAST))
                    .as(refused)
                    .matches("(?s)HTTP/1\\.1 40[34] .*")
                    .doesNotContain("100 Continue");
        }
        assertThat(ask("POST /known/b" + expect + "11\r\n" + LAST)).startsWith("HTTP/1.1 413 ");
        assertThat(ask("POST /known/b" + expect + "2\r\n" + LAST + "ab"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ");
    }
}
