package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;

/**
 * What an agent asks of its host, called only while an input is on the stack.
 *
 * <p>An implementation must not block or throw, and may call back only {@link IceAgent#send} and
 * {@link IceAgent#close}. Arrays are handed over: the agent does not touch them again.
 */
public interface IceOutput {
    /** Send this from the socket of that number. Loss is expected. */
    void datagram(int base, InetSocketAddress target, byte[] bytes);

    /** Tell the peer; at most {@link IceAgent#LOCAL_CANDIDATES_MAX} times. */
    void localCandidate(Candidate candidate);

    /** No local candidate follows: tell a trickling peer, or send the full description now. */
    void gatheringDone();

    /**
     * A check of ours found the peer there: what comes to that base from there is the peer's, over
     * whichever pair we send (RFC 8445 section 12.2). At most {@link IceAgent#PAIRS_MAX} times.
     */
    void validated(int base, InetSocketAddress peer);

    /** Data can flow, in both directions. Once. */
    void connected(SelectedPair pair);

    /** Data takes another path from now on, because the peer's address changed. */
    void pairChanged(SelectedPair pair);

    /** Nothing will work any more. At most once, the last call. */
    void failed(FailReason reason);

    /** A datagram of the upper layer from a validated address; the bytes are only lent. */
    void data(byte[] bytes, int offset, int length);
}
