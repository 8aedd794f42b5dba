package dev.tributary.transport.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a server is not there, each reason once a minute, and when it is again. */
final class ServerComplaints {
    private static final Logger LOG = LoggerFactory.getLogger(ServerComplaints.class);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Reasons are partly the server's words: what comes above that is not said. */
    private static final int LINES_MAX = 16;

    private final LongSupplier nanoTime;

    /** When each line of the last minute was said. */
    private final Map<String, Long> said = new HashMap<>();

    /** Servers of whom something was said, and not yet that they work. */
    private final Set<String> missed = new HashSet<>();

    /**
     * Creates what has nothing to say yet.
     *
     * @param nanoTime the clock, nanoseconds
     */
    ServerComplaints(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A server, named as in the log, is not there or does not do what it should. */
    void complain(String server, String why) {
        String line = server + ": " + why;
        long now = nanoTime.getAsLong();
        said.values().removeIf(at -> now - at >= MINUTE_NANOS);
        if (said.size() < LINES_MAX && said.putIfAbsent(line, now) == null) {
            missed.add(server);
            LOG.warn(line);
        }
    }

    /** A server does what it should. */
    void works(String server) {
        if (missed.remove(server)) {
            LOG.info("{}: works again", server);
        }
    }
}
