package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.playout.Screen;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;

/**
 * Everything a {@link Peer} can ask of the world.
 *
 * <p>Called only while an input of the peer is on the stack. An implementation records the request
 * and returns: it does not block, does not throw and does not call the peer back. Nothing here is
 * guaranteed to happen; the peer recovers by its own deadlines.
 */
public interface PeerOutput extends Screen {
    /** In the word of {@link Effect#FETCH_FROM_EDGE} beside the chunks: the seal is wanted. */
    long SEALED = 1L << 62;

    /**
     * An effect in one shape for all kinds: a method below that a host leaves out ends here, and
     * what takes all effects alike, such as a journal, has this one method only.
     *
     * @param a number of the link, request or check, or what else comes first
     * @param x message, or other content; null for none
     * @param y second content; null for none
     */
    default void effect(
            Effect kind, long a, long b, long c, @Nullable Object x, @Nullable Object y) {
        throw new IllegalStateException(kind + " is not carried out here");
    }

    /** Asks the scheduler; answered by {@link Peer#onLinkAnswer} or {@link Peer#onServerFailed}. */
    default void askScheduler(GetLink question) {
        effect(Effect.ASK_SCHEDULER, 0, 0, 0, question, null);
    }

    /** Asks the edge for the slice index; answered by {@link Peer#onIndex} or a failure. */
    default void fetchIndex() {
        effect(Effect.FETCH_INDEX, 0, 0, 0, null, null);
    }

    /**
     * Connects to a tracker; answered by {@link Peer#onTrackerUp} or {@link Peer#onTrackerDown}.
     */
    default void openTracker(int tracker) {
        effect(Effect.OPEN_TRACKER, tracker, 0, 0, null, null);
    }

    /** Sends to the connected tracker, in order. */
    default void toTracker(Message message) {
        effect(Effect.TO_TRACKER, 0, 0, 0, message, null);
    }

    /** Ends the connection to the tracker. */
    default void closeTracker() {
        effect(Effect.CLOSE_TRACKER, 0, 0, 0, null, null);
    }

    /**
     * Sets which sub-streams the edge pushes by itself, from a slice on; earlier slices stay as
     * they were. Slices arrive by {@link Peer#onEdgeData} with request 0.
     *
     * @param subStreams bit k = sub-stream k; 0 ends the stream
     * @param fromSlice first slice of the new set; 0 = nothing that was asked for is wanted any
     *     more, neither of the stream nor of fetches
     */
    default void streamFromEdge(int subStreams, int fromSlice) {
        effect(Effect.STREAM_FROM_EDGE, subStreams, fromSlice, 0, null, null);
    }

    /**
     * Fetches chunks of a slice; answered by {@link Peer#onEdgeData} (possibly in parts) or {@link
     * Peer#onEdgeFailed}.
     *
     * @param chunkCount number of chunks, or 0 = to the end of the slice
     * @param sealWanted whether the first part is to bring the seal of the slice; the first chunk
     *     does in any case
     */
    default void fetchFromEdge(
            int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {
        long sealed = sealWanted ? SEALED : 0;
        effect(
                Effect.FETCH_FROM_EDGE,
                request,
                slice,
                sealed | (long) firstChunk << 32 | chunkCount,
                null,
                null);
    }

    /**
     * Starts to connect to another viewer. The transport makes an offer and hands it to {@link
     * Peer#onLocalSignal}; the outcome is {@link Peer#onLinkUp} or {@link Peer#onLinkDown}.
     *
     * @param trickle whether candidates are handed over one by one or within the offer
     */
    default void dial(int link, boolean trickle) {
        effect(Effect.DIAL, link, trickle ? 1 : 0, 0, null, null);
    }

    /** Accepts another viewer's offer; the transport answers through {@link Peer#onLocalSignal}. */
    default void answer(int link, boolean trickle, Payload offer) {
        effect(Effect.ANSWER, link, trickle ? 1 : 0, offer.length(), offer, null);
    }

    /** Hands a signal of the other side to the transport of a link. */
    default void remoteSignal(int link, SignalKind kind, Payload blob) {
        effect(Effect.REMOTE_SIGNAL, link, kind.ordinal(), blob.length(), kind, blob);
    }

    /**
     * Sends on a link that is up; reliable, ordered among messages of equal kind. The message is
     * never larger than what the link takes, as {@link Peer#onLinkUp} said.
     */
    default void send(int link, Message message) {
        effect(Effect.SEND, link, 0, 0, message, null);
    }

    /** Ends a link; no input about it follows, and its number may be used again. */
    default void close(int link, CloseReason reason) {
        effect(Effect.CLOSE, link, reason.ordinal(), 0, reason, null);
    }

    /**
     * Asks whether media is the origin's; answered by {@link Peer#onVerified} or {@link
     * Peer#onUnknownKey}, soon and in any order. Hashing is slow, and in a browser it is
     * asynchronous.
     *
     * @param check number of the question
     * @param data blocks, each of which must match its hash in the seal
     * @param seal what they are compared with
     * @param signature whether the seal itself is new: the origin must have signed it
     */
    default void verify(int check, Data data, Seal seal, boolean signature) {
        effect(Effect.VERIFY, check, seal.keyId(), signature ? 1 : 0, data, seal);
    }

    @Override
    default void play(SliceHeader header, Payload payload) {
        effect(Effect.PLAY, header.slice(), header.dtsMillis(), payload.length(), header, payload);
    }

    /** Kinds of effects; journals hash the ordinals, hence the list grows at its end. */
    enum Effect {
        ASK_SCHEDULER((to, a, b, c, x, y) -> to.askScheduler((GetLink) x)),
        FETCH_INDEX((to, a, b, c, x, y) -> to.fetchIndex()),
        OPEN_TRACKER((to, a, b, c, x, y) -> to.openTracker((int) a)),
        TO_TRACKER((to, a, b, c, x, y) -> to.toTracker((Message) x)),
        CLOSE_TRACKER((to, a, b, c, x, y) -> to.closeTracker()),
        STREAM_FROM_EDGE((to, a, b, c, x, y) -> to.streamFromEdge((int) a, (int) b)),
        FETCH_FROM_EDGE(
                (to, a, b, c, x, y) ->
                        to.fetchFromEdge(
                                (int) a,
                                (int) b,
                                (int) ((c & ~SEALED) >> 32),
                                (int) c,
                                (c & SEALED) != 0)),
        DIAL((to, a, b, c, x, y) -> to.dial((int) a, b != 0)),
        ANSWER((to, a, b, c, x, y) -> to.answer((int) a, b != 0, (Payload) x)),
        REMOTE_SIGNAL((to, a, b, c, x, y) -> to.remoteSignal((int) a, (SignalKind) x, (Payload) y)),
        SEND((to, a, b, c, x, y) -> to.send((int) a, (Message) x)),
        CLOSE((to, a, b, c, x, y) -> to.close((int) a, (CloseReason) x)),
        VERIFY((to, a, b, c, x, y) -> to.verify((int) a, (Data) x, (Seal) y, c != 0)),
        PLAY((to, a, b, c, x, y) -> to.play((SliceHeader) x, (Payload) y));

        @SuppressWarnings("ImmutableEnumChecker") // a call captures nothing
        private final Call call;

        Effect(Call call) {
            this.call = call;
        }

        /** Carries an effect out by its method. */
        @SuppressWarnings("NullAway") // a call looks at no content that its kind does not have
        public void carryOut(
                PeerOutput to, long a, long b, long c, @Nullable Object x, @Nullable Object y) {
            call.on(to, a, b, c, x, y);
        }

        /** A call of the method of a kind. */
        private interface Call {
            void on(PeerOutput to, long a, long b, long c, Object x, Object y);
        }
    }
}
