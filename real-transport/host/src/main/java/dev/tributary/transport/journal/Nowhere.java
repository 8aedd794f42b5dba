package dev.tributary.transport.journal;

import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;

/** Where the effects of a replay go: a world that does nothing. */
public enum Nowhere implements PeerOutput, TrackerOutput {
    INSTANCE;

    @Override
    public void askScheduler(GetLink question) {}

    @Override
    public void fetchIndex() {}

    @Override
    public void openTracker(int tracker) {}

    @Override
    public void toTracker(Message message) {}

    @Override
    public void closeTracker() {}

    @Override
    public void streamFromEdge(int subStreams, int fromSlice) {}

    @Override
    public void fetchFromEdge(int request, int slice, int firstChunk, int chunkCount) {}

    @Override
    public void dial(int link, boolean trickle) {}

    @Override
    public void answer(int link, boolean trickle, Payload offer) {}

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {}

    @Override
    public void send(int link, Message message) {}

    @Override
    public void close(int link, CloseReason reason) {}

    @Override
    public void verify(int check, Data data, Seal seal, boolean signature) {}

    @Override
    public void play(SliceHeader header, Payload payload) {}

    @Override
    public void checkToken(int ticket, Join join) {}

    @Override
    public void close(int connection) {}
}
