package dev.tributary.transport.loopback;

import dev.tributary.core.wire.Candidate;
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
import java.security.SecureRandom;

/**
 * Links over TCP connections on 127.0.0.1, for tests: neither secret nor for other machines. The
 * signals are those of WebRTC, with one host candidate; each message is a frame with a length of
 * three bytes (protocol.md 2.1).
 */
public final class LoopbackTransport implements LinkTransport {
    /** Longest message, bytes: what WebRTC carries. */
    public static final int MESSAGE_MAX = 65_535;

    private final LoopClock clock;
    private final LinkEvents events;
    private final SecureRandom random;
    private final HeldLinks<LoopbackLink> links = new HeldLinks<>();
    private long ignoredSignals;
    private boolean closed;

    /** Creates the transport of a viewer; no socket is open before the first link. */
    public LoopbackTransport(LoopClock clock, LinkEvents events, SecureRandom random) {
        this.clock = clock;
        this.events = events;
        this.random = random;
    }

    LoopClock clock() {
        return clock;
    }

    LinkEvents events() {
        return events;
    }

    SecureRandom random() {
        return random;
    }

    @Override
    public void dial(int link, boolean trickle) {
        if (!closed) {
            LoopbackLink dialed = new LoopbackLink(this, link, true, trickle);
            links.replace(link, dialed);
            dialed.dial();
        }
    }

    @Override
    public void answer(int link, boolean trickle, Payload offer) {
        if (closed) {
            return;
        }
        try {
            Description description = SignalCodec.description(offer);
            LoopbackLink listening = new LoopbackLink(this, link, false, trickle);
            links.replace(link, listening);
            listening.listen(description);
        } catch (MalformedMessageException e) {
            ignoredSignals++;
            links.replace(link, null);
            events.linkDown(link, CloseReason.FAILED);
        }
    }

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {
        LoopbackLink known = links.get(link);
        if (known == null) {
            return;
        }
        try {
            boolean wanted =
                    switch (kind) {
                        case ANSWER -> known.answered(SignalCodec.description(blob));
                        case CANDIDATE -> known.candidate(SignalCodec.candidate(blob));
                        case END_OF_CANDIDATES -> true;
                        case OFFER -> false;
                    };
            ignoredSignals += wanted ? 0 : 1;
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
        LoopbackLink known = links.get(link);
        return known != null && known.send(message, media);
    }

    @Override
    public void close(int link, CloseReason reason) {
        links.close(link);
    }

    /** A link is over: by itself, or after it was closed. */
    void over(LoopbackLink link, CloseReason reason) {
        if (links.over(link)) {
            events.linkDown(link.number(), reason);
        }
    }

    /** Returns whether the core still knows a link. */
    boolean current(LoopbackLink link) {
        return links.current(link);
    }

    void signal(LoopbackLink link, SignalKind kind, Payload blob) {
        if (current(link)) {
            events.localSignal(link.number(), kind, blob);
        }
    }

    void candidate(LoopbackLink link, Candidate candidate) {
        signal(link, SignalKind.CANDIDATE, SignalCodec.encode(candidate));
        signal(link, SignalKind.END_OF_CANDIDATES, Payload.ofLength(0));
    }

    /** Returns the links that hold sockets: open, opening or closing. */
    public int held() {
        return links.held();
    }

    @Override
    public void close() {
        closed = true;
        links.abort();
    }
}
