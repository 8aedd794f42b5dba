package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;

/**
 * The path that data takes.
 *
 * @param base the number of the local socket
 * @param remote the peer's address as seen from here
 * @param localKind how the peer sees us
 * @param remoteKind how we learnt the peer's address
 * @param rttNanos of the check that validated the pair
 */
public record SelectedPair(
        int base,
        InetSocketAddress remote,
        CandidateKind localKind,
        CandidateKind remoteKind,
        long rttNanos) {}
