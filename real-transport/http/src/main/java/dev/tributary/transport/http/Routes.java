package dev.tributary.transport.http;

import dev.tributary.core.base.Check;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which handler answers a method and a path: the longest prefix wins. */
final class Routes {
    /** Body sizes of a route. */
    static final long STREAMING = Long.MAX_VALUE;

    /**
     * A route.
     *
     * @param prefix with a slash at its end a prefix, otherwise the whole path
     * @param bodyMax most bytes of the body, 0 none, {@link #STREAMING} any number
     */
    record Route(String method, String prefix, long bodyMax, HttpHandler handler) {
        boolean matches(String path) {
            return prefix.endsWith("/") ? path.startsWith(prefix) : path.equals(prefix);
        }
    }

    private final List<Route> routes = new ArrayList<>();

    void add(Route route) {
        Check.that(route.prefix.startsWith("/"), "a path starts with a slash");
        routes.add(route);
    }

    /** Returns the route, or null. */
    Route find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        Route best = null;
        for (Route route : routes) {
            if (route.method.equals(wanted)
                    && route.matches(path)
                    && (best == null || route.prefix.length() > best.prefix.length())) {
                best = route;
            }
        }
        return best;
    }

    /** Returns the methods that a path has, for {@code Allow}; empty when there is no such path. */
    Set<String> methods(String path) {
        Set<String> methods = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.matches(path)) {
                methods.add(route.method);
            }
        }
        return methods;
    }
}
