package dev.tributary.transport.link;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.Description;

/** A link that comes up by descriptions and candidates that the two sides exchange. */
public interface SignalledLink extends HeldLinks.Entry {
    /**
     * Opens sockets and makes a description.
     *
     * @param offer what is answered; null on the offering side
     */
    void start(Description offer);

    /** Takes an answer; false when none is wanted. */
    boolean answered(Description answer);

    /** Takes an address of the other side; false when none is wanted, or not this one. */
    boolean candidate(Candidate candidate);

    /** No further candidates come. */
    void endOfCandidates();

    /** Returns the largest message that both sides take, bytes; once the link is open. */
    int messageBytesMax();

    /** Sends a message; false when it is lost. */
    boolean send(byte[] message, boolean media);
}
