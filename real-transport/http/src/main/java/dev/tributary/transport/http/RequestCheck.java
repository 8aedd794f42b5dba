package dev.tributary.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;

/**
 * What makes a request unacceptable, whatever its route (RFC 9112 sections 3 and 6).
 *
 * @param status of the answer
 * @param reason to count
 */
record RequestCheck(int status, String reason) {
    /** Returns what is wrong with a request, or null. */
    static RequestCheck of(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return new RequestCheck(505, "bad_version");
        }
        if (!target(request) || !token(request.method())) {
            return new RequestCheck(400, "bad_target");
        }
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        boolean needed = version.equals(HttpVersion.HTTP_1_1);
        if (hosts.size() > 1 || (hosts.isEmpty() ? needed : !host(hosts.get(0)))) {
            return new RequestCheck(400, "bad_host");
        }
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return new RequestCheck(415, "content_encoding");
        }
        return body(request, headers);
    }

    private static RequestCheck body(HttpRequest request, HttpHeaders headers) {
        int codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).size();
        if (codings > 0) {
            String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING).trim();
            boolean chunked = HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding);
            boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
            if (codings > 1 || !chunked || old || HttpUtil.isContentLengthSet(request)) {
                return new RequestCheck(400, "bad_framing");
            }
        }
        String expected = headers.get(HttpHeaderNames.EXPECT);
        if (expected != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
            return new RequestCheck(417, "expect");
        }
        return null;
    }

    private static RequestCheck undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new RequestCheck(414, "long_line");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new RequestCheck(431, "long_header");
        }
        return new RequestCheck(400, "malformed");
    }

    /**
     * Returns path and query of a target, which may come with the server's name before them, as
     * proxies send it (RFC 9112 section 3.2.2); other forms stay as they are.
     */
    static String originForm(String uri) {
        int authority = schemeLength(uri);
        if (authority == 0) {
            return uri;
        }
        int path = authority;
        while (path < uri.length() && uri.charAt(path) != '/' && uri.charAt(path) != '?') {
            path++;
        }
        if (path == authority || !host(uri.substring(authority, path))) {
            return uri;
        }
        return uri.startsWith("/", path) ? uri.substring(path) : "/" + uri.substring(path);
    }

    private static int schemeLength(String uri) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return 0;
    }

    /** A path, or a star when nothing but the server itself is asked about (section 3.2.4). */
    private static boolean target(HttpRequest request) {
        boolean star = request.method().equals(HttpMethod.OPTIONS) && request.uri().equals("*");
        return star || plain(originForm(request.uri()));
    }

    private static boolean plain(String uri) {
        if (uri.isEmpty() || uri.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= 0x20 || c >= 0x7f || (c == '%' && !escape(uri, i))) {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits and what names, addresses and ports need (RFC 9110 section 7.2). */
    private static boolean host(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x7f || (!Character.isLetterOrDigit(c) && ".:-_[]".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean escape(String uri, int at) {
        return at + 2 < uri.length()
                && Character.digit(uri.charAt(at + 1), 16) >= 0
                && Character.digit(uri.charAt(at + 2), 16) >= 0;
    }

    private static boolean token(HttpMethod method) {
        String name = method.name();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 'A' || c > 'Z') {
                return false;
            }
        }
        return name.length() > 0 && name.length() <= 16;
    }
}
