package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.Payload;
import dev.tributary.webrtc.ice.CandidateKind;
import dev.tributary.webrtc.ice.IceParameters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Between the core's signals and the words of ICE. */
final class Descriptions {
    private Descriptions() {}

    static Payload text(String ascii) {
        return Payload.of(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    static Description description(
            byte[] fingerprint,
            IceParameters parameters,
            boolean active,
            int messageMax,
            List<Candidate> candidates) {
        return new Description(
                Payload.of(fingerprint),
                text(parameters.ufrag()),
                text(parameters.pwd()),
                active,
                messageMax,
                candidates);
    }

    static IceParameters parameters(Description description) {
        return new IceParameters(
                new String(bytes(description.ufrag()), StandardCharsets.US_ASCII),
                new String(bytes(description.password()), StandardCharsets.US_ASCII));
    }

    /** Foundations are told apart and nothing else: a number stands for a name. */
    static Candidate candidate(dev.tributary.webrtc.ice.Candidate local) {
        Candidate.Kind kind =
                local.kind() == CandidateKind.HOST
                        ? Candidate.Kind.HOST
                        : Candidate.Kind.SERVER_REFLEXIVE;
        return new Candidate(
                kind,
                Payload.of(local.address().getAddress().getAddress()),
                local.address().getPort(),
                (int) local.priority(),
                local.foundation().hashCode() & Integer.MAX_VALUE);
    }

    static dev.tributary.webrtc.ice.Candidate candidate(Candidate remote) {
        CandidateKind kind =
                remote.kind() == Candidate.Kind.HOST
                        ? CandidateKind.HOST
                        : CandidateKind.SERVER_REFLEXIVE;
        try {
            InetAddress address = InetAddress.getByAddress(bytes(remote.address()));
            return new dev.tributary.webrtc.ice.Candidate(
                    kind,
                    String.valueOf(remote.foundation()),
                    remote.priority(),
                    new InetSocketAddress(address, remote.port()),
                    dev.tributary.webrtc.ice.Candidate.NO_RELATED);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }
}
