package dev.tributary.core.tracker;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.wire.Signal;

/**
 * Passes signals between members of one room; the receiver learns the sender from the tracker,
 * never from the sender. Signals to nobody are counted and dropped: the attempt times out by
 * itself.
 */
final class Relay {
    private final TrackerOutput output;
    private final Tally tally;
    private final SignalRule rule;

    Relay(TrackerOutput output, Tally tally, SignalRule rule) {
        this.output = output;
        this.tally = tally;
        this.rule = rule;
    }

    /**
     * Relays a signal.
     *
     * @param to the addressee, or null when there is no such session in the room
     */
    void pass(Member from, @Nullable Member to, Signal signal) {
        if (to == null
                || to == from
                || (rule != SignalRule.OPAQUE && !SignalCheck.allows(rule, from, to, signal))) {
            tally.count(TrackerCounter.SIGNALS_DROPPED);
            return;
        }
        tally.count(TrackerCounter.SIGNALS_RELAYED);
        output.send(
                to.connection,
                new Signal(from.session(), signal.attempt(), signal.kind(), signal.blob()));
    }
}
