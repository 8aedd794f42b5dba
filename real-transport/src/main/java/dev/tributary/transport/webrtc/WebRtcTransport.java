package dev.tributary.transport.webrtc;

import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.net.DatagramPorts;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.dtls.DtlsWorkers;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Set;

/** The WebRTC links of one viewer: each an ICE agent, a DTLS connection and an SCTP association. */
public final class WebRtcTransport implements LinkTransport {
    /** Links that were closed and still deliver what was sent; the oldest gives way. */
    private static final int CLOSING_MAX = 64;

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
    private final WebRtcLink[] links = new WebRtcLink[PeerConfig.LINKS_MAX];
    private final Set<WebRtcLink> closing = new LinkedHashSet<>();
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
            replace(link, null);
            events.linkDown(link, CloseReason.FAILED);
        } else {
            start(link, new WebRtcLink(this, link, false, trickle), description);
        }
    }

    private void start(int number, WebRtcLink link, Description offer) {
        replace(number, link);
        link.start(ports, offer);
    }

    /** A link whose number the core gave to another one ends without an event. */
    private void replace(int number, WebRtcLink link) {
        WebRtcLink old = links[number];
        links[number] = link;
        if (old != null) {
            old.abort();
        }
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
        WebRtcLink known = links[link];
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
        return links[link] != null && links[link].send(message, media);
    }

    @Override
    public void close(int link, CloseReason reason) {
        WebRtcLink known = links[link];
        links[link] = null;
        if (known == null) {
            return;
        }
        if (closing.size() >= CLOSING_MAX) {
            WebRtcLink oldest = closing.iterator().next();
            closing.remove(oldest);
            oldest.abort();
        }
        closing.add(known);
        known.shutdown();
    }

    /** A link is over: by itself, or after it was closed. */
    void over(WebRtcLink link, CloseReason reason) {
        if (!closing.remove(link) && current(link)) {
            links[link.number()] = null;
            events.linkDown(link.number(), reason);
        }
    }

    /** Returns whether the core still knows a link. */
    boolean current(WebRtcLink link) {
        return links[link.number()] == link;
    }

    /** Returns the links that hold sockets: open, opening or closing. */
    public int held() {
        int held = closing.size();
        for (WebRtcLink link : links) {
            held += link == null ? 0 : 1;
        }
        return held;
    }

    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < links.length; i++) {
            replace(i, null);
        }
        Set<WebRtcLink> ending = Set.copyOf(closing);
        closing.clear();
        ending.forEach(WebRtcLink::abort);
        workers.close();
    }
}
