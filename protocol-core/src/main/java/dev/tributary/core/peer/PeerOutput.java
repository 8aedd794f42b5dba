package dev.tributary.core.peer;

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
public interface PeerOutput {
    /** Asks the scheduler; answered by {@link Peer#onLinkAnswer} or {@link Peer#onServerFailed}. */
    void askScheduler(GetLink question);

    /** Asks the edge for the slice index; answered by {@link Peer#onIndex} or a failure. */
    void fetchIndex();

    /**
     * Connects to a tracker; answered by {@link Peer#onTrackerUp} or {@link Peer#onTrackerDown}.
     */
    void openTracker(int tracker);

    /** Sends to the connected tracker, in order. */
    void toTracker(Message message);

    /** Ends the connection to the tracker. */
    void closeTracker();

    /**
     * Sets which sub-streams the edge pushes by itself, from a slice on; earlier slices stay as
     * they were. Slices arrive by {@link Peer#onEdgeData} with request 0.
     *
     * @param subStreams bit k = sub-stream k; 0 ends the stream
     */
    void streamFromEdge(int subStreams, int fromSlice);

    /**
     * Fetches chunks of a slice; answered by {@link Peer#onEdgeData} (possibly in parts) or {@link
     * Peer#onEdgeFailed}.
     *
     * @param chunkCount number of chunks, or 0 = to the end of the slice
     */
    void fetchFromEdge(int request, int slice, int firstChunk, int chunkCount);

    /**
     * Starts to connect to another viewer. The transport makes an offer and hands it to {@link
     * Peer#onLocalSignal}; the outcome is {@link Peer#onLinkUp} or {@link Peer#onLinkDown}.
     *
     * @param trickle whether candidates are handed over one by one or within the offer
     */
    void dial(int link, boolean trickle);

    /** Accepts another viewer's offer; the transport answers through {@link Peer#onLocalSignal}. */
    void answer(int link, boolean trickle, Payload offer);

    /** Hands a signal of the other side to the transport of a link. */
    void remoteSignal(int link, SignalKind kind, Payload blob);

    /** Sends on a link that is up; reliable, ordered among messages of equal kind. */
    void send(int link, Message message);

    /** Ends a link; no input about it follows, and its number may be used again. */
    void close(int link, CloseReason reason);

    /**
     * Asks whether media is the origin's; answered by {@link Peer#onVerified}, soon and in any
     * order. Hashing is slow, and in a browser it is asynchronous.
     *
     * @param check number of the question
     * @param data blocks, each of which must match its hash in the seal
     * @param seal what they are compared with
     * @param signature whether the seal itself is new: the origin must have signed it
     */
    void verify(int check, Data data, Seal seal, boolean signature);

    /** Hands a complete slice to the player: in order, each once. */
    void play(SliceHeader header, Payload payload);
}
