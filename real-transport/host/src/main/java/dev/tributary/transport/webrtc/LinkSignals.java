package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.webrtc.ice.IceParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * What a link tells the other side of itself: its description at once and each candidate as it is
 * found (Trickle ICE, RFC 8838), or one description with all candidates.
 */
final class LinkSignals {
    private static final Payload NOTHING = Payload.ofLength(0);

    private final WebRtcLink link;
    private final WebRtcTransport transport;
    private final boolean offerer;
    private final boolean trickle;
    private final List<Candidate> candidates = new ArrayList<>();
    private boolean described;

    LinkSignals(WebRtcLink link, WebRtcTransport transport, boolean offerer, boolean trickle) {
        this.link = link;
        this.transport = transport;
        this.offerer = offerer;
        this.trickle = trickle;
    }

    /** The agent is about to gather. */
    void begin(IceParameters parameters) {
        if (trickle) {
            describe(parameters);
        }
    }

    /** The agent has found a candidate. */
    void candidate(Candidate found) {
        if (candidates.size() < Description.CANDIDATES_MAX) {
            candidates.add(found);
            if (trickle) {
                signal(SignalKind.CANDIDATE, SignalCodec.encode(found));
            }
        }
    }

    /** No more candidates will be found. */
    void gatheringDone(IceParameters parameters) {
        if (trickle) {
            signal(SignalKind.END_OF_CANDIDATES, NOTHING);
        } else if (!described) {
            describe(parameters);
        }
    }

    private void describe(IceParameters parameters) {
        described = true;
        Description description =
                Descriptions.description(
                        transport.identity().fingerprint(),
                        parameters,
                        !offerer,
                        transport.config().sctp().messageBytesMax(),
                        trickle ? List.of() : candidates);
        signal(offerer ? SignalKind.OFFER : SignalKind.ANSWER, SignalCodec.encode(description));
    }

    private void signal(SignalKind kind, Payload blob) {
        transport.signal(link, kind, blob);
    }
}
