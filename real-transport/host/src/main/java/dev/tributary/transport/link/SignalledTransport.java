package dev.tributary.transport.link;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;

/**
 * A transport whose links come up by signals: it reads them, and holds the links by their numbers.
 *
 * @param <L> a link
 */
public abstract class SignalledTransport<L extends SignalledLink> implements LinkTransport {
    private final LinkEvents events;
    private final HeldLinks<L> links = new HeldLinks<>();
    private long ignoredSignals;
    private boolean closed;

    /** Creates a transport without links. */
    protected SignalledTransport(LinkEvents events) {
        this.events = events;
    }

    /** Returns a new link that does nothing before {@link SignalledLink#start}. */
    protected abstract L create(int number, boolean offerer, boolean trickle);

    @Override
    public final void dial(int link, boolean trickle) {
        if (!closed) {
            start(link, create(link, true, trickle), null);
        }
    }

    @Override
    public final void answer(int link, boolean trickle, Payload offer) {
        if (closed) {
            return;
        }
        try {
            Description description = SignalCodec.description(offer);
            start(link, create(link, false, trickle), description);
        } catch (MalformedMessageException e) {
            ignoredSignals++;
            links.replace(link, null);
            events.linkDown(link, CloseReason.FAILED);
        }
    }

    private void start(int number, L link, Description offer) {
        links.replace(number, link);
        link.start(offer);
    }

    @Override
    public final void remoteSignal(int link, SignalKind kind, Payload blob) {
        L known = links.get(link);
        if (known == null) {
            return;
        }
        try {
            boolean wanted =
                    switch (kind) {
                        case ANSWER -> known.answered(SignalCodec.description(blob));
                        case CANDIDATE -> known.candidate(SignalCodec.candidate(blob));
                        case END_OF_CANDIDATES -> {
                            known.endOfCandidates();
                            yield true;
                        }
                        case OFFER -> false;
                    };
            ignoredSignals += wanted ? 0 : 1;
        } catch (MalformedMessageException e) {
            ignoredSignals++;
        }
    }

    /** Returns the signals that made no sense. */
    public final long ignoredSignals() {
        return ignoredSignals;
    }

    @Override
    public final boolean send(int link, byte[] message, boolean media) {
        L known = links.get(link);
        return known != null && known.send(message, media);
    }

    @Override
    public final void close(int link, CloseReason reason) {
        links.close(link);
    }

    /** A link has a signal for the other side. */
    public final void signal(L link, SignalKind kind, Payload blob) {
        if (current(link)) {
            events.localSignal(link.number(), kind, blob);
        }
    }

    /** The channels of a link are open. */
    public final void opened(L link) {
        if (current(link)) {
            events.linkUp(link.number(), link.messageBytesMax());
        }
    }

    /** A link takes no more media, or takes it again. */
    public final void takes(L link, boolean more) {
        if (current(link)) {
            events.linkTakes(link.number(), more);
        }
    }

    /** A whole message has come over a link. */
    public final void message(L link, byte[] message) {
        if (current(link)) {
            events.message(link.number(), message);
        }
    }

    /** A link is over: by itself, or after it was closed. */
    public final void over(L link, CloseReason reason) {
        if (links.over(link)) {
            events.linkDown(link.number(), reason);
        }
    }

    /** Returns whether the core still knows a link. */
    private boolean current(L link) {
        return links.current(link);
    }

    /** Returns the links that hold sockets: open, opening or closing. */
    public final int held() {
        return links.held();
    }

    @Override
    public void close() {
        closed = true;
        links.abort();
    }
}
