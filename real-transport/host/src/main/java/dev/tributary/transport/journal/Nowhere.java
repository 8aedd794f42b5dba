package dev.tributary.transport.journal;

import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.Message;

/** Where the effects of a replay go: a world that does nothing. */
public enum Nowhere implements PeerOutput, TrackerOutput {
    INSTANCE;

    @Override
    public void effect(PeerOutput.Effect kind, long a, long b, long c, Object x, Object y) {}

    @Override
    public void effect(TrackerOutput.Effect kind, int number, Message message) {}

    /** An effect of both machines. */
    @Override
    public void send(int target, Message message) {}
}
