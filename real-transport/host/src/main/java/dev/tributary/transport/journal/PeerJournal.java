package dev.tributary.transport.journal;

import dev.tributary.core.peer.Peer;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;

/**
 * A {@link Peer} whose inputs are journaled before it gets them, and whose effects are hashed. The
 * methods are those of the peer; without a journal they only pass on.
 *
 * <p>The host closes it whatever happened, so that the last second is on the disk.
 */
public final class PeerJournal implements AutoCloseable {
    private final Peer peer;

    /** Null when nothing is journaled. */
    private final Tape tape;

    /** Creates a viewer and begins its journal. */
    public PeerJournal(
            PeerConfig config, PeerOutput output, PeerObserver observer, JournalWriter writer) {
        this(
                config,
                output,
                observer,
                Recording.of(writer, MachineKind.VIEWER, Configs.encode(config)));
    }

    PeerJournal(PeerConfig config, PeerOutput output, PeerObserver observer, Tape tape) {
        this.tape = tape;
        peer =
                new Peer(
                        config,
                        Systems.all(),
                        tape == null ? output : new PeerEffects(tape, output),
                        observer);
    }

    private void note(long nowNanos, int source, RecordType type) {
        if (tape != null) {
            tape.input(nowNanos, source, type);
        }
    }

    private boolean noting() {
        return tape != null;
    }

    private void note(long nowNanos, int source, RecordType type, Message message) {
        boolean wanted = tape.wantsInputs();
        byte[] payload = wanted ? MessageRecord.encode(Masked.viewers(message)) : new byte[0];
        tape.input(nowNanos, source, type, payload);
    }

    private void settled() {
        if (tape != null) {
            tape.settled();
        }
    }

    /** See {@link Peer#onPlay}. */
    public void onPlay(long nowNanos) {
        note(nowNanos, 0, RecordType.PLAY);
        peer.onPlay(nowNanos);
        settled();
    }

    /** See {@link Peer#onLeave}. */
    public void onLeave(long nowNanos) {
        note(nowNanos, 0, RecordType.LEAVE);
        peer.onLeave(nowNanos);
        settled();
    }

    /** See {@link Peer#onLinkAnswer}; neither token nor key are journaled. */
    public void onLinkAnswer(long nowNanos, LinkAnswer answer) {
        if (noting()) {
            note(nowNanos, 0, RecordType.LINK_ANSWER, answer);
        }
        peer.onLinkAnswer(nowNanos, answer);
        settled();
    }

    /** See {@link Peer#onServerFailed}. */
    public void onServerFailed(long nowNanos) {
        note(nowNanos, 0, RecordType.SERVER_FAILED);
        peer.onServerFailed(nowNanos);
        settled();
    }

    /** See {@link Peer#onIndex}. */
    public void onIndex(long nowNanos, Index index) {
        if (noting()) {
            note(nowNanos, 0, RecordType.INDEX, index);
        }
        peer.onIndex(nowNanos, index);
        settled();
    }

    /** See {@link Peer#onTrackerUp}. */
    public void onTrackerUp(long nowNanos) {
        note(nowNanos, 0, RecordType.TRACKER_UP);
        peer.onTrackerUp(nowNanos);
        settled();
    }

    /** See {@link Peer#onTrackerDown}. */
    public void onTrackerDown(long nowNanos) {
        note(nowNanos, 0, RecordType.TRACKER_DOWN);
        peer.onTrackerDown(nowNanos);
        settled();
    }

    /** See {@link Peer#onTrackerMessage}. */
    public void onTrackerMessage(long nowNanos, Message message) {
        if (noting()) {
            note(nowNanos, 0, RecordType.TRACKER_MESSAGE, message);
        }
        peer.onTrackerMessage(nowNanos, message);
        settled();
    }

    /** See {@link Peer#onLocalSignal}; of the blob, length and digest are journaled. */
    public void onLocalSignal(long nowNanos, int link, SignalKind kind, Payload blob) {
        if (noting()) {
            byte[] payload = PeerInputs.encode(kind, blob);
            tape.input(nowNanos, link, RecordType.LOCAL_SIGNAL, payload);
        }
        peer.onLocalSignal(nowNanos, link, kind, blob);
        settled();
    }

    /** See {@link Peer#onLinkUp}. */
    public void onLinkUp(long nowNanos, int link) {
        note(nowNanos, link, RecordType.LINK_UP);
        peer.onLinkUp(nowNanos, link);
        settled();
    }

    /** See {@link Peer#onLinkDown}. */
    public void onLinkDown(long nowNanos, int link, CloseReason reason) {
        if (noting()) {
            byte[] payload = {(byte) reason.ordinal()};
            tape.input(nowNanos, link, RecordType.LINK_DOWN, payload);
        }
        peer.onLinkDown(nowNanos, link, reason);
        settled();
    }

    /** See {@link Peer#onMessage}; of media, header, place, length and digests are journaled. */
    public void onMessage(long nowNanos, int link, Message message) {
        if (noting()) {
            note(nowNanos, link, RecordType.LINK_MESSAGE, message);
        }
        peer.onMessage(nowNanos, link, message);
        settled();
    }

    /** See {@link Peer#onMalformed}. */
    public void onMalformed(long nowNanos, int link) {
        note(nowNanos, link, RecordType.MALFORMED);
        peer.onMalformed(nowNanos, link);
        settled();
    }

    /** See {@link Peer#onEdgeData}; as {@link #onMessage}. */
    public void onEdgeData(long nowNanos, int request, Data data) {
        if (noting()) {
            note(nowNanos, request, RecordType.EDGE_DATA, data);
        }
        peer.onEdgeData(nowNanos, request, data);
        settled();
    }

    /** See {@link Peer#onEdgeFailed}. */
    public void onEdgeFailed(long nowNanos, int request) {
        note(nowNanos, request, RecordType.EDGE_FAILED);
        peer.onEdgeFailed(nowNanos, request);
        settled();
    }

    /** See {@link Peer#onVerified}. */
    public void onVerified(long nowNanos, int check, boolean genuine) {
        if (noting()) {
            byte[] payload = {(byte) (genuine ? 1 : 0)};
            tape.input(nowNanos, check, RecordType.VERIFIED, payload);
        }
        peer.onVerified(nowNanos, check, genuine);
        settled();
    }

    /** See {@link Peer#onTimer}. */
    public void onTimer(long nowNanos) {
        note(nowNanos, 0, RecordType.PEER_TIMER);
        peer.onTimer(nowNanos);
        settled();
    }

    /** See {@link Peer#nextDeadlineNanos}. */
    public long nextDeadlineNanos() {
        return peer.nextDeadlineNanos();
    }

    /** Ends the journal; the viewer goes on without. */
    @Override
    public void close() {
        if (tape != null) {
            tape.end();
        }
    }
}
