package dev.tributary.transport.host;

import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.link.LinkEvents;

/** The ear of a viewer towards other viewers: makes inputs of what happens to its links. */
record PeerLinks(PeerDoor door, ViewerEvents events) implements LinkEvents {
    @Override
    public void localSignal(int link, SignalKind kind, Payload blob) {
        door.input(PeerInput.LOCAL_SIGNAL, link, new LocalSignal(kind, blob));
    }

    @Override
    public void linkUp(int link, int messageBytesMax) {
        door.input(PeerInput.LINK_UP, link, messageBytesMax);
    }

    @Override
    public void linkDown(int link, CloseReason reason) {
        door.input(PeerInput.LINK_DOWN, link, reason);
    }

    @Override
    public void linkTakes(int link, boolean more) {
        door.input(PeerInput.LINK_TAKES, link, more);
    }

    @Override
    public void message(int link, byte[] bytes) {
        try {
            Message message = MessageCodec.decode(bytes, 0, bytes.length);
            door.input(PeerInput.LINK_MESSAGE, link, message);
        } catch (MalformedMessageException e) {
            events.malformed(link, e.expected());
            if (!e.ignorable()) {
                door.input(PeerInput.MALFORMED, link, null);
            }
        }
    }
}
