package dev.tributary.transport.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of trackers. */
public final class WebSocketUrl {
    private static final int LENGTH_MAX = 206;
    private static final int PORT_MAX = 65_535;

    private WebSocketUrl() {}

    /**
     * Reads {@code ws://host:port/path} or {@code wss://...}, of at most 206 characters.
     *
     * @throws IllegalArgumentException when it is none that a client can connect to
     */
    public static URI parse(String text) {
        URI url;
        try {
            url = new URI(text.length() > LENGTH_MAX ? "" : text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL: " + e.getReason(), e);
        }
        boolean scheme = "ws".equals(url.getScheme()) || isSecure(url);
        boolean port = url.getPort() == -1 || (url.getPort() > 0 && url.getPort() <= PORT_MAX);
        boolean plain = url.getUserInfo() == null && url.getFragment() == null;
        if (!scheme || !port || !plain || url.getHost() == null || !isAscii(text)) {
            throw new IllegalArgumentException("no ws or wss URL of a server");
        }
        return url;
    }

    /** Returns whether it asks for TLS. */
    public static boolean isSecure(URI url) {
        return "wss".equals(url.getScheme());
    }

    /** It goes into a header as it is. */
    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
