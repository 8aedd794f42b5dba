package dev.tributary.transport.webrtc;

import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.link.HeldLinks;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.net.DatagramPorts;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.dtls.DtlsWorkers;
import java.security.SecureRandom;

/** The WebRTC links of one viewer: each an ICE agent, a DTLS connection and an SCTP association. */
public final class WebRtcTransport implements LinkTransport {
    /**
     * DTLS handshakes at the same time; a thread each for as long, which is 10 s at most. One for
     * each link, and as many for links that were closed a moment ago.
     */
    private static final int HANDSHAKES_MAX = 2 * PeerConfig.LINKS_MAX;

    private final LoopClock clock;
    private final WebRtcConfig config;
    private final DtlsIdentity identity;
    private final DatagramPorts ports;
    private final LinkEvents events;
    private final SecureRandom random;
    private final DtlsWorkers workers;
    private final HeldLinks<WebRtcLink> links = new HeldLinks<>();
    private long ignoredSignals;
    private boolean closed;

    /** Creates the transport of a viewer; no socket is open before the first link. */
    public WebRtcTransport(
            LoopClock clock,
            WebRtcConfig config,
            DtlsIdentity identity,
            DatagramPorts ports,
            LinkEvents events,
            SecureRandom random) {
        this.clock = clock;
        this.config = config;
        this.identity = identity;
        this.ports = ports;
        this.events = events;
        this.random = random;
        this.workers = new DtlsWorkers(HANDSHAKES_MAX, clock.loop(), random);
    }

    LoopClock clock() {
        return clock;
    }

    WebRtcConfig config() {
        return config;
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

    LinkEvents events() {
        return events;
    }

    @Override
    public void dial(int link, boolean trickle) {
        if (!closed) {
            start(link, new WebRtcLink(this, link, true, trickle), null);
        }
    }

    @Override
    public void answer(int link, boolean trickle, Payload offer) {
        if (closed) {
            return;
        }
        Description description = description(offer);
        if (description == null) {
            links.replace(link, null);
            events.linkDown(link, CloseReason.FAILED);
        } else {
            start(link, new WebRtcLink(this, link, false, trickle), description);
        }
    }

    private void start(int number, WebRtcLink link, Description offer) {
        links.replace(number, link);
        link.start(ports, offer);
    }

    private Description description(Payload blob) {
        try {
            return SignalCodec.description(blob);
        } catch (MalformedMessageException e) {
            ignoredSignals++;
            return null;
        }
    }

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {
        WebRtcLink known = links.get(link);
        if (known == null) {
            return;
        }
        try {
            switch (kind) {
                case ANSWER -> {
                    if (!known.answered(SignalCodec.description(blob))) {
                        ignoredSignals++;
                    }
                }
                case CANDIDATE -> known.candidate(SignalCodec.candidate(blob));
                case END_OF_CANDIDATES -> known.endOfCandidates();
                case OFFER -> ignoredSignals++;
            }
        } catch (MalformedMessageException e) {
            ignoredSignals++;
        }
    }

    /** Returns the signals that made no sense. */
    public long ignoredSignals() {
        return ignoredSignals;
    }

    @Override
    public boolean send(int link, byte[] message, boolean media) {
        WebRtcLink known = links.get(link);
        return known != null && known.send(message, media);
    }

    @Override
    public void close(int link, CloseReason reason) {
        links.close(link);
    }

    /** A link is over: by itself, or after it was closed. */
    void over(WebRtcLink link, CloseReason reason) {
        if (links.over(link)) {
            events.linkDown(link.number(), reason);
        }
    }

    /** Returns whether the core still knows a link. */
    boolean current(WebRtcLink link) {
        return links.current(link);
    }

    /** Returns the links that hold sockets: open, opening or closing. */
    public int held() {
        return links.held();
    }

    @Override
    public void close() {
        closed = true;
        links.abort();
        workers.close();
    }
}
