package dev.tributary.transport.client;

import dev.tributary.core.base.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a server is: {@code http://host:port}, without user, path, query or fragment.
 *
 * @param host name or address; IPv6 in brackets
 * @param port 1..65535
 */
public record BaseUrl(boolean tls, String host, int port) {
    /** Checks the ranges. */
    public BaseUrl {
        Check.that(!host.isEmpty(), "a server has a host");
        Check.range("port", port, 1, 65_535);
    }

    /**
     * Reads a URL whose path, if any, is a slash.
     *
     * @throws IllegalArgumentException when it is none of ours
     */
    public static BaseUrl parse(String text) {
        Target target = Target.parse(text);
        if (!target.path().equals("/")) {
            throw new IllegalArgumentException("a base URL has no path: " + text);
        }
        return target.base();
    }

    /** Returns host and port, as in the Host header. */
    public String authority() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }

    /**
     * A whole address.
     *
     * @param path with its query, from the slash on
     */
    public record Target(BaseUrl base, String path) {
        /**
         * Reads an absolute http or https URL.
         *
         * @throws IllegalArgumentException when it is none
         */
        public static Target parse(String text) {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("no URL: " + e.getReason(), e);
            }
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean tls = scheme.equals("https");
            boolean plain = uri.getUserInfo() == null && uri.getFragment() == null;
            if ((!tls && !scheme.equals("http")) || uri.getHost() == null || !plain) {
                throw new IllegalArgumentException("no http or https URL of a server: " + text);
            }
            int port = uri.getPort() == -1 ? (tls ? 443 : 80) : uri.getPort();
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("no port of a server: " + port);
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new Target(new BaseUrl(tls, uri.getHost(), port), path + query);
        }
    }
}
