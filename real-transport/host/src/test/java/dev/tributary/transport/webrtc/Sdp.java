package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.Payload;
import dev.tributary.webrtc.sdp.Fingerprint;
import dev.tributary.webrtc.sdp.SdpCandidate;
import dev.tributary.webrtc.sdp.SdpSession;
import dev.tributary.webrtc.sdp.Setup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Between our descriptions and those of browsers, as a browser's viewer would do it. */
final class Sdp {
    private Sdp() {}

    static SdpSession session(Description description, Setup setup) {
        List<SdpCandidate> candidates = new ArrayList<>();
        for (Candidate candidate : description.candidates()) {
            SdpCandidate.Type type =
                    candidate.kind() == Candidate.Kind.HOST
                            ? SdpCandidate.Type.HOST
                            : SdpCandidate.Type.SERVER_REFLEXIVE;
            InetSocketAddress address = Descriptions.candidate(candidate).address();
            candidates.add(
                    new SdpCandidate(
                            String.valueOf(candidate.foundation()),
                            candidate.priority(),
                            address,
                            type));
        }
        return new SdpSession(
                Descriptions.parameters(description).ufrag(),
                Descriptions.parameters(description).pwd(),
                false,
                new Fingerprint(Descriptions.bytes(description.fingerprint())),
                setup,
                candidates,
                SdpSession.SCTP_PORT,
                description.messageMax());
    }

    static Description description(SdpSession session) {
        List<Candidate> candidates = new ArrayList<>();
        for (SdpCandidate candidate : session.candidates()) {
            if (candidate.type() != SdpCandidate.Type.RELAYED) {
                candidates.add(candidate(candidate));
            }
        }
        return new Description(
                Payload.of(session.fingerprint().bytes()),
                Descriptions.text(session.ufrag()),
                Descriptions.text(session.pwd()),
                session.setup() == Setup.ACTIVE,
                session.messageBytesMax(),
                candidates);
    }

    private static Candidate candidate(SdpCandidate candidate) {
        return new Candidate(
                candidate.type() == SdpCandidate.Type.HOST
                        ? Candidate.Kind.HOST
                        : Candidate.Kind.SERVER_REFLEXIVE,
                Payload.of(candidate.address().getAddress().getAddress()),
                candidate.address().getPort(),
                (int) candidate.priority(),
                candidate.foundation().hashCode() & Integer.MAX_VALUE);
    }
}
