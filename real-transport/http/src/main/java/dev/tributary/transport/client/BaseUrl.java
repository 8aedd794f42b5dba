package dev.tributary.transport.client;

import dev.tributary.core.base.Check;

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
        if (!target.path().equals("/") || target.authorization() != null || text.contains("#")) {
            throw new IllegalArgumentException(
                    "the URL of a server is http://host:port, without user, path or query");
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
     * @param authorization what the header of that name says, or null: it names a user
     */
    public record Target(BaseUrl base, String path, String authorization) {
        /** An address for everybody. */
        public Target(BaseUrl base, String path) {
            this(base, path, null);
        }

        /**
         * Reads an absolute http or https URL, with a user or without.
         *
         * @throws IllegalArgumentException when it is none; the message does not quote it
         */
        public static Target parse(String text) {
            if (text.chars().anyMatch(c -> c <= ' ')) {
                throw new IllegalArgumentException(
                        "a URL has no blanks: in a path %20 stands for one");
            }
            return TargetText.absolute(text);
        }

        /** Returns server and path: neither the user nor the query, which may hold a secret. */
        @Override
        public String toString() {
            return base + path.replaceFirst("[?].*$", "?...");
        }
    }
}
