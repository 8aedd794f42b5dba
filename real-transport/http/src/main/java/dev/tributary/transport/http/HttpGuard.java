package dev.tributary.transport.http;

/** Looks at the header of a request before its body is judged, or its method. */
@FunctionalInterface
public interface HttpGuard {
    /** Returns whether the request goes on; answers it when not. */
    boolean admits(HttpExchange exchange);
}
