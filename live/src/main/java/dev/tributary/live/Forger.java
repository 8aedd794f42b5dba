package dev.tributary.live;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.link.LinkTransport;

/** The links of a viewer that means ill: every message of media leaves with a flipped bit. */
final class Forger implements LinkTransport {
    private final LinkTransport links;

    Forger(LinkTransport links) {
        this.links = links;
    }

    @Override
    public void dial(int link, boolean trickle) {
        links.dial(link, trickle);
    }

    @Override
    public void answer(int link, boolean trickle, Payload offer) {
        links.answer(link, trickle, offer);
    }

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {
        links.remoteSignal(link, kind, blob);
    }

    @Override
    public boolean send(int link, byte[] message, boolean media) {
        if (media) {
            message[message.length - 1] ^= 1;
        }
        return links.send(link, message, media);
    }

    @Override
    public void close(int link, CloseReason reason) {
        links.close(link, reason);
    }

    @Override
    public void close() {
        links.close();
    }
}
