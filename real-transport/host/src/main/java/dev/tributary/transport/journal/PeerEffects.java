package dev.tributary.transport.journal;

import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;

/** Notes the effects of a viewer on a tape and passes them on. */
final class PeerEffects implements PeerOutput {
    /** Kinds of effects; the ordinals are hashed. */
    private enum Kind {
        ASK_SCHEDULER,
        FETCH_INDEX,
        OPEN_TRACKER,
        TO_TRACKER,
        CLOSE_TRACKER,
        STREAM_FROM_EDGE,
        FETCH_FROM_EDGE,
        DIAL,
        ANSWER,
        REMOTE_SIGNAL,
        SEND,
        CLOSE,
        VERIFY,
        PLAY
    }

    private static final int SUB_STREAMS_MAX = 31;

    private final Tape tape;
    private final PeerOutput output;

    PeerEffects(Tape tape, PeerOutput output) {
        this.tape = tape;
        this.output = output;
    }

    private void note(Kind kind, long a, long b, long c) {
        tape.effect(kind, a, b, c);
    }

    @Override
    public void askScheduler(GetLink question) {
        tape.effect(Kind.ASK_SCHEDULER, 0, question);
        output.askScheduler(question);
    }

    @Override
    public void fetchIndex() {
        note(Kind.FETCH_INDEX, 0, 0, 0);
        tape.say(Kind.FETCH_INDEX, "");
        output.fetchIndex();
    }

    @Override
    public void openTracker(int tracker) {
        note(Kind.OPEN_TRACKER, tracker, 0, 0);
        if (tape.wantsDecisions()) {
            tape.say(Kind.OPEN_TRACKER, "" + tracker);
        }
        output.openTracker(tracker);
    }

    @Override
    public void toTracker(Message message) {
        tape.effect(Kind.TO_TRACKER, 0, message);
        output.toTracker(message);
    }

    @Override
    public void closeTracker() {
        note(Kind.CLOSE_TRACKER, 0, 0, 0);
        tape.say(Kind.CLOSE_TRACKER, "");
        output.closeTracker();
    }

    @Override
    public void streamFromEdge(int subStreams, int fromSlice) {
        note(Kind.STREAM_FROM_EDGE, subStreams, fromSlice, 0);
        if (tape.wantsDecisions()) {
            tape.say(Kind.STREAM_FROM_EDGE, bits(subStreams) + " from " + fromSlice);
        }
        output.streamFromEdge(subStreams, fromSlice);
    }

    /** Returns the sub-streams of a set, such as 0+2, or none. */
    private static String bits(int subStreams) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < SUB_STREAMS_MAX; k++) {
            if ((subStreams & 1 << k) != 0) {
                text.append(text.length() == 0 ? "" : "+").append(k);
            }
        }
        return text.length() == 0 ? "none" : text.toString();
    }

    @Override
    public void fetchFromEdge(int request, int slice, int firstChunk, int chunkCount) {
        note(Kind.FETCH_FROM_EDGE, request, slice, ((long) firstChunk << 32) | chunkCount);
        if (tape.wantsDecisions()) {
            String run = firstChunk + "+" + chunkCount;
            tape.say(Kind.FETCH_FROM_EDGE, request + " slice " + slice + " chunks " + run);
        }
        output.fetchFromEdge(request, slice, firstChunk, chunkCount);
    }

    @Override
    public void dial(int link, boolean trickle) {
        note(Kind.DIAL, link, trickle ? 1 : 0, 0);
        if (tape.wantsDecisions()) {
            tape.say(Kind.DIAL, "" + link);
        }
        output.dial(link, trickle);
    }

    @Override
    public void answer(int link, boolean trickle, Payload offer) {
        note(Kind.ANSWER, link, trickle ? 1 : 0, offer.length());
        if (tape.wantsDecisions()) {
            tape.say(Kind.ANSWER, "" + link);
        }
        output.answer(link, trickle, offer);
    }

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {
        note(Kind.REMOTE_SIGNAL, link, kind.ordinal(), blob.length());
        if (tape.wantsDecisions()) {
            tape.say(Kind.REMOTE_SIGNAL, link + " " + kind);
        }
        output.remoteSignal(link, kind, blob);
    }

    @Override
    public void send(int link, Message message) {
        tape.effect(Kind.SEND, link, message);
        output.send(link, message);
    }

    @Override
    public void close(int link, CloseReason reason) {
        note(Kind.CLOSE, link, reason.ordinal(), 0);
        if (tape.wantsDecisions()) {
            tape.say(Kind.CLOSE, link + " " + reason);
        }
        output.close(link, reason);
    }

    @Override
    public void verify(int check, Data data, Seal seal, boolean signature) {
        note(Kind.VERIFY, check, seal.keyId(), signature ? 1 : 0);
        tape.media(Kind.VERIFY, check, data);
        output.verify(check, data, seal, signature);
    }

    @Override
    public void play(SliceHeader header, Payload payload) {
        note(Kind.PLAY, header.slice(), header.dtsMillis(), payload.length());
        if (tape.wantsDecisions()) {
            tape.say(Kind.PLAY, "" + header.slice());
        }
        output.play(header, payload);
    }
}
