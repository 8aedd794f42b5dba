package dev.tributary.transport.host;

import dev.tributary.core.peer.PeerInput;

/** The way into a hosted {@link dev.tributary.core.peer.Peer}, as its host's parts see it. */
interface PeerDoor {
    /** Hands an input to the peer, now or at the end of the one that is on the stack. */
    void input(PeerInput kind, int number, Object content);

    /** An input that comes alone. */
    default void input(PeerInput kind) {
        input(kind, 0, null);
    }
}
