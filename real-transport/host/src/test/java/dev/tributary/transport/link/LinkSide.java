package dev.tributary.transport.link;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A transport of a {@link LinkBed} and what it said; on the loop only. */
public final class LinkSide implements LinkEvents {
    /** Where signals of a link go. */
    private record End(LinkSide side, int link, boolean trickle) {}

    /** Something to do with a message. */
    public interface Listener {
        /** A message has come. */
        void message(int link, byte[] message);
    }

    private final LinkBed bed;
    private final LinkTransport transport;
    private final Map<Integer, End> ends = new LinkedHashMap<>();
    private final Map<Integer, List<byte[]>> messages = new LinkedHashMap<>();
    private final Map<Integer, Integer> ups = new LinkedHashMap<>();
    private final Map<Integer, Integer> bounds = new LinkedHashMap<>();
    private final BitSet full = new BitSet();
    private final List<Integer> downs = new ArrayList<>();
    private final List<CloseReason> reasons = new ArrayList<>();
    private Listener listener;
    private BiConsumer<SignalKind, Payload> tap;
    private Runnable onDown = () -> {};

    LinkSide(LinkBed bed, Function<LinkEvents, LinkTransport> transport) {
        this.bed = bed;
        this.transport = transport.apply(this);
        listener = this::keep;
    }

    /** The transport. */
    public LinkTransport transport() {
        return transport;
    }

    /** Starts a link to another side. */
    public void dial(int link, LinkSide to, int toLink, boolean trickle) {
        expect(link, to, toLink, trickle);
        to.expect(toLink, this, link, trickle);
        transport.dial(link, trickle);
    }

    private void expect(int link, LinkSide to, int toLink, boolean trickle) {
        ends.put(link, new End(to, toLink, trickle));
        ups.remove(link);
        messages.put(link, new ArrayList<>());
    }

    /** Replaces what happens with messages; otherwise they are kept. */
    public void listen(Listener messageListener) {
        listener = messageListener;
    }

    /** Takes the signals of all links, which otherwise go to their other sides. */
    public void tap(BiConsumer<SignalKind, Payload> newTap) {
        tap = newTap;
    }

    /** Runs when a link is down. */
    public void onDown(Runnable reaction) {
        onDown = reaction;
    }

    /** Returns whether a link is up and was not down since. */
    public boolean isUp(int link) {
        return ups.getOrDefault(link, 0) > 0;
    }

    /** Returns how many times a link came up. */
    public int ups(int link) {
        return ups.getOrDefault(link, 0);
    }

    /** Returns the largest message that a link said it takes when it came up. */
    public int messageBytesMax(int link) {
        return bounds.get(link);
    }

    /** The links that went down without our doing, in order. */
    public List<Integer> downs() {
        return downs;
    }

    /** Why they went down. */
    public List<CloseReason> reasons() {
        return reasons;
    }

    /** Returns whether a link takes no more media. */
    public boolean isFull(int link) {
        return full.get(link);
    }

    /** The messages of a link. */
    public List<byte[]> messages(int link) {
        return messages.getOrDefault(link, List.of());
    }

    @Override
    public void localSignal(int link, SignalKind kind, Payload blob) {
        End end = ends.get(link);
        if (tap != null) {
            tap.accept(kind, blob);
        } else if (end != null) {
            bed.loop().execute(() -> end.side.signal(end, kind, blob));
        }
    }

    private void signal(End end, SignalKind kind, Payload blob) {
        if (kind == SignalKind.OFFER) {
            transport.answer(end.link, end.trickle, blob);
        } else {
            transport.remoteSignal(end.link, kind, blob);
        }
    }

    @Override
    public void linkUp(int link, int messageBytesMax) {
        ups.merge(link, 1, Integer::sum);
        bounds.put(link, messageBytesMax);
        bed.look();
    }

    @Override
    public void linkDown(int link, CloseReason reason) {
        ups.remove(link);
        downs.add(link);
        reasons.add(reason);
        onDown.run();
        bed.look();
    }

    @Override
    public void linkTakes(int link, boolean more) {
        full.set(link, !more);
        bed.look();
    }

    @Override
    public void message(int link, byte[] message) {
        listener.message(link, message);
        bed.look();
    }

    private void keep(int link, byte[] message) {
        messages.computeIfAbsent(link, key -> new ArrayList<>()).add(message);
    }
}
