package dev.tributary.transport.link;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;

/** What a {@link LinkTransport} tells its viewer, on the viewer's event loop. */
public interface LinkEvents {
    /** A description or candidate for the other side. */
    void localSignal(int link, SignalKind kind, Payload blob);

    /**
     * A link is open.
     *
     * @param messageBytesMax largest message that it takes, both sides considered
     */
    void linkUp(int link, int messageBytesMax);

    /** A link failed to open, or ended without our doing. */
    void linkDown(int link, CloseReason reason);

    /** A link takes no more media at present, or takes it again (PeerInput.LINK_TAKES). */
    void linkTakes(int link, boolean more);

    /** A whole message arrived; the array is the receiver's to keep. */
    void message(int link, byte[] message);
}
