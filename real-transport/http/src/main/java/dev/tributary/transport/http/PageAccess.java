package dev.tributary.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;

/**
 * Lets scripts of pages of any origin read a service's answers, refusals too (Fetch Standard
 * section 3.2, CORS); but not what it says of itself, which is for the operator.
 *
 * @param exposed names of our own headers, separated by commas
 */
record PageAccess(String exposed) {
    /** How long a page may remember what it may do, seconds. */
    private static final int REMEMBER_SECONDS = 86_400;

    private static final Set<String> CLOSED = Set.of("/metrics", "/healthz");

    /** Adds what every answer says. */
    void allow(String path, HttpHeaders answer) {
        if (!CLOSED.contains(path)) {
            answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            if (!exposed.isEmpty()) {
                answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
            }
        }
    }

    /** Adds what the answer to a question before a request says. */
    void preflight(HttpExchange exchange, Set<String> methods) {
        if (!CLOSED.contains(exchange.path())) {
            exchange.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
            exchange.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "*");
            exchange.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, REMEMBER_SECONDS);
        }
    }
}
