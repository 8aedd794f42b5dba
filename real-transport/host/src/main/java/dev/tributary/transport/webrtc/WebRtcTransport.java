package dev.tributary.transport.webrtc;

import dev.tributary.core.link.LinkTable;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.SignalledTransport;
import dev.tributary.transport.net.DatagramPorts;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.dtls.DtlsWorkers;
import java.security.SecureRandom;

/** The WebRTC links of one viewer: each an ICE agent, a DTLS connection and an SCTP association. */
public final class WebRtcTransport extends SignalledTransport<WebRtcLink> {
    /**
     * DTLS handshakes at the same time; a thread each for as long, which is 10 s at most. One for
     * each link, and as many for links that were closed a moment ago.
     */
    private static final int HANDSHAKES_MAX = 2 * LinkTable.LINKS_MAX;

    private final LoopClock clock;
    private final WebRtcConfig config;
    private final DtlsIdentity identity;
    private final DatagramPorts ports;
    private final SecureRandom random;
    private final DtlsWorkers workers;
    private final LineMemory line = new LineMemory();

    /** Creates the transport of a viewer; no socket is open before the first link. */
    public WebRtcTransport(
            LoopClock clock,
            WebRtcConfig config,
            DtlsIdentity identity,
            DatagramPorts ports,
            LinkEvents events,
            SecureRandom random) {
        super(events);
        this.clock = clock;
        this.config = config;
        this.identity = identity;
        this.ports = ports;
        this.random = random;
        this.workers = new DtlsWorkers(HANDSHAKES_MAX, clock.loop(), random);
    }

    LoopClock clock() {
        return clock;
    }

    WebRtcConfig config() {
        return config;
    }

    LineMemory line() {
        return line;
    }

    DtlsIdentity identity() {
        return identity;
    }

    DtlsWorkers workers() {
        return workers;
    }

    SecureRandom random() {
        return random;
    }

    DatagramPorts ports() {
        return ports;
    }

    @Override
    protected WebRtcLink create(int number, boolean offerer, boolean trickle) {
        return new WebRtcLink(this, number, offerer, trickle);
    }

    @Override
    public void close() {
        super.close();
        workers.close();
    }
}
