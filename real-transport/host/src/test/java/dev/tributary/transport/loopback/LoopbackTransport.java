package dev.tributary.transport.loopback;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.SignalledTransport;
import java.security.SecureRandom;

/**
 * Links over TCP connections on 127.0.0.1, for tests: neither secret nor for other machines. The
 * signals are those of WebRTC, with one host candidate; each message is a frame with a length of
 * three bytes (protocol.md 2.1).
 */
public final class LoopbackTransport extends SignalledTransport<LoopbackLink> {
    /** Longest message, bytes: what WebRTC carries. */
    public static final int MESSAGE_MAX = 65_535;

    private final LoopClock clock;
    private final SecureRandom random;

    /** Creates the transport of a viewer; no socket is open before the first link. */
    public LoopbackTransport(LoopClock clock, LinkEvents events, SecureRandom random) {
        super(events);
        this.clock = clock;
        this.random = random;
    }

    LoopClock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    @Override
    protected LoopbackLink create(int number, boolean offerer, boolean trickle) {
        return new LoopbackLink(this, number, offerer, trickle);
    }

    void candidate(LoopbackLink link, Candidate candidate) {
        signal(link, SignalKind.CANDIDATE, SignalCodec.encode(candidate));
        signal(link, SignalKind.END_OF_CANDIDATES, Payload.ofLength(0));
    }
}
