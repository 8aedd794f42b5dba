package dev.tributary.transport.host;

import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a server is not there, once as long as nothing else is wrong, and when it is again. */
final class ServerComplaints {
    private static final Logger LOG = LoggerFactory.getLogger(ServerComplaints.class);

    private final Set<String> missed = new LinkedHashSet<>();
    private String last = "";

    /** A server, named as in the log, is not there or does not do what it should. */
    void complain(String server, String why) {
        String line = server + ": " + why;
        if (!line.equals(last)) {
            last = line;
            missed.add(server);
            LOG.warn(line);
        }
    }

    /** A server does what it should. */
    void works(String server) {
        if (missed.remove(server)) {
            last = "";
            LOG.info("{}: works again", server);
        }
    }
}
