package dev.tributary.webrtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address at which an agent may be reached over UDP (RFC 8445 section 4, component 1).
 *
 * @param foundation 1 to 32 ICE characters; equal for candidates that are likely to behave alike
 * @param priority 1 to 2^31 - 1
 * @param address resolved
 * @param related the base of a reflexive candidate, or {@link #NO_RELATED}
 */
public record Candidate(
        CandidateKind kind,
        String foundation,
        long priority,
        InetSocketAddress address,
        InetSocketAddress related) {
    /** What browsers write instead of an address they would rather not tell. */
    public static final InetSocketAddress NO_RELATED = noRelated();

    private static final int FOUNDATION_CHARS_MAX = 32;
    private static final long PRIORITY_MAX = (1L << 31) - 1;

    /** Refuses what no lawful candidate has with {@link IllegalArgumentException}. */
    public Candidate {
        if (foundation.isEmpty()
                || foundation.length() > FOUNDATION_CHARS_MAX
                || !IceParameters.areIceChars(foundation)) {
            throw new IllegalArgumentException("foundation");
        }
        if (priority < 1 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException("priority " + priority);
        }
        if (address.isUnresolved() || related.isUnresolved()) {
            throw new IllegalArgumentException("unresolved address");
        }
    }

    private static InetSocketAddress noRelated() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are always an address", e);
        }
    }
}
