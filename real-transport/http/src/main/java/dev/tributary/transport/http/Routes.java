package dev.tributary.transport.http;

import dev.tributary.core.base.Check;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which handler answers a method and a path: the longest prefix wins. */
final class Routes {
    /** Body sizes of a route. */
    static final long STREAMING = Long.MAX_VALUE;

    /**
     * A route.
     *
     * @param prefix with a slash at its end a prefix, otherwise the whole path
     * @param paths which paths of those that begin so there are
     * @param bodyMax most bytes of the body, 0 none, {@link #STREAMING} any number
     */
    record Route(
            String method,
            String prefix,
            Predicate<String> paths,
            long bodyMax,
            HttpHandler handler) {
        boolean matches(String path) {
            return (prefix.endsWith("/") ? path.startsWith(prefix) : path.equals(prefix))
                    && paths.test(path);
        }
    }

    /** Who looks at requests below a prefix before anything else of them is judged. */
    private record Guard(String prefix, HttpGuard guard) {}

    private final List<Route> routes = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    void guard(String prefix, HttpGuard guard) {
        guards.add(new Guard(prefix, guard));
    }

    /** Returns whether all guards of a path let a request pass; one that does not answers it. */
    boolean pass(String path, HttpExchange exchange) {
        for (Guard one : guards) {
            if (path.startsWith(one.prefix) && !one.guard.admits(exchange)) {
                return false;
            }
        }
        return true;
    }

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

    /**
     * Returns the methods that a path has, for {@code Allow}; empty when there is no such path. A
     * star stands for all paths.
     */
    Set<String> methods(String path) {
        Set<String> methods = new LinkedHashSet<>();
        for (Route route : routes) {
            if (path.equals("*") || route.matches(path)) {
                methods.add(route.method);
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }
}
