package dev.tributary.transport.link;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;

/**
 * The links of one viewer, numbered by its core; called on the event loop of the viewer only.
 *
 * <p>No method blocks or throws. {@link LinkEvents} may come before a method returns: the viewer's
 * host keeps inputs apart.
 */
public interface LinkTransport extends AutoCloseable {
    /** Starts to connect: makes an offer, then candidates one by one or within it. */
    void dial(int link, boolean trickle);

    /** Answers an offer; one that makes no sense ends the link with {@link CloseReason#FAILED}. */
    void answer(int link, boolean trickle, Payload offer);

    /** Takes in a signal of the other side; one that makes no sense is counted and ignored. */
    void remoteSignal(int link, SignalKind kind, Payload blob);

    /**
     * Sends a message: reliable, and in order among control messages.
     *
     * @param media whether it is media, which may overtake control messages and each other
     * @return false when the link is not up, its send buffer is full, or the message is larger than
     *     {@link LinkEvents#linkUp} said: the message is lost
     */
    boolean send(int link, byte[] message, boolean media);

    /** Ends a link after what was sent; no event about it follows. */
    void close(int link, CloseReason reason);

    /** Ends all links at once and frees what they hold. */
    @Override
    void close();
}
