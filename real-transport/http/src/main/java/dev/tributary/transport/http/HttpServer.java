package dev.tributary.transport.http;

/** A server that is what it does on one {@link HttpService}, and ends with it. */
public interface HttpServer extends AutoCloseable {
    /** Returns the server below, for its metrics and its stop. */
    HttpService service();

    /** Returns the port that it listens on. */
    default int port() {
        return service().port();
    }

    @Override
    default void close() {
        service().close();
    }
}
