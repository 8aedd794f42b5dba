package dev.tributary.transport.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads addresses as people and servers write them (RFC 3986): hosts with underscores, a user with
 * a password, characters that should have been escaped, references to a place beside another.
 *
 * <p>No message of an exception quotes the address: it may hold a password or a signature.
 */
final class TargetText {
    private static final int LENGTH_MAX = 2_048;
    private static final int PORT_MAX = 65_535;

    /** Scheme, user, host, port, and the rest up to a fragment. */
    private static final Pattern ABSOLUTE =
            Pattern.compile(
                    "(?i)(https?)://(?:([^/?#]*)@)?(\\[[0-9a-f:.%]+]|[^/?#:@\\[\\]]*)(?::(\\d*))?"
                            + "([/?#].*)?");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[.*]");

    /** What a path or a query may hold as it is; a percent sign needs its two digits. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?[]";

    private TargetText() {}

    /**
     * Reads an absolute address.
     *
     * @throws IllegalArgumentException when it is none
     */
    static BaseUrl.Target absolute(String text) {
        Matcher url = ABSOLUTE.matcher(checked(text));
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "no URL of the form http://host:port/path or https://...");
        }
        boolean tls = url.group(1).equalsIgnoreCase("https");
        String host = url.group(3).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "the host of a URL is a name of ASCII letters, digits and -._, or an address");
        }
        BaseUrl base = new BaseUrl(tls, host, port(url.group(4), tls));
        return new BaseUrl.Target(base, path(url.group(5)), basic(url.group(2)));
    }

    /**
     * Reads what a {@code Location} says, relative to where it was said (RFC 9110 section 10.2.2,
     * RFC 3986 section 5.2); a user is known to the server that asked for it only.
     *
     * @throws IllegalArgumentException when it is no address
     */
    static BaseUrl.Target resolve(BaseUrl.Target from, String text) {
        String reference = checked(text.strip());
        if (reference.startsWith("//")) {
            return absolute((from.base().tls() ? "https:" : "http:") + reference);
        }
        if (reference.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return absolute(reference);
        }
        String path = from.path().replaceFirst("\\?.*$", "");
        if (reference.startsWith("/")) {
            path = reference;
        } else if (reference.startsWith("?")) {
            path += reference;
        } else if (reference.isEmpty() || reference.startsWith("#")) {
            path = from.path();
        } else {
            path = path.substring(0, path.lastIndexOf('/') + 1) + reference;
        }
        return new BaseUrl.Target(from.base(), withoutDots(path(path)), from.authorization());
    }

    private static String checked(String text) {
        if (text.length() > LENGTH_MAX || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "a URL has at most " + LENGTH_MAX + " characters, none of control");
        }
        return text;
    }

    private static int port(String digits, boolean tls) {
        if (digits == null || digits.isEmpty()) {
            return tls ? 443 : 80;
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("no port of a server: " + digits);
        }
        return port;
    }

    /** Returns what a request names: escaped where it has to be, from the slash on. */
    private static String path(String rest) {
        String text = rest == null ? "" : rest.replaceFirst("(?s)#.*$", "");
        StringBuilder path = new StringBuilder(text.startsWith("/") ? "" : "/");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 255;
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (plain || (c == '%' && escaped(bytes, i))) {
                path.append((char) c);
            } else {
                path.append(String.format("%%%02X", c));
            }
        }
        return path.toString();
    }

    private static boolean escaped(byte[] bytes, int at) {
        return at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }

    /** Takes steps to the folder itself and the one above out (RFC 3986 section 5.2.4). */
    private static String withoutDots(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        Deque<String> kept = new ArrayDeque<>();
        String[] steps = path.substring(1).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            boolean up = steps[i].equals("..");
            if (up) {
                kept.pollLast();
            }
            if (!up && !steps[i].equals(".")) {
                kept.addLast(steps[i]);
            } else if (i == steps.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept) + (query < 0 ? "" : target.substring(query));
    }

    /** Returns the value of {@code Authorization} for a user with a password, or null. */
    private static String basic(String user) {
        if (user == null || user.isEmpty()) {
            return null;
        }
        String named = user.contains(":") ? user : user + ":";
        return "Basic " + Base64.getEncoder().encodeToString(decoded(named));
    }

    private static byte[] decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && escaped(bytes, i)) {
                int high = Character.digit(bytes[i + 1], 16);
                bytes[length++] = (byte) (high << 4 | Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
