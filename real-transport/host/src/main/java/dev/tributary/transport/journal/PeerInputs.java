package dev.tributary.transport.journal;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import java.nio.ByteBuffer;

/** Tells a viewer what a record says that it was told. */
final class PeerInputs {
    private static final SignalKind[] SIGNALS = SignalKind.values();
    private static final CloseReason[] REASONS = CloseReason.values();
    private static final int SIGNAL_BYTES = 1 + 4 + 8;

    private PeerInputs() {}

    static byte[] encode(SignalKind kind, Payload blob) {
        ByteBuffer out = ByteBuffer.allocate(SIGNAL_BYTES);
        out.put((byte) kind.ordinal()).putInt(blob.length()).putLong(Digest.of(blob));
        return out.array();
    }

    static void apply(PeerJournal peer, JournalRecord record) throws JournalException {
        long now = record.nowNanos();
        int source = record.source();
        switch (record.type()) {
            case PLAY -> peer.onPlay(now);
            case LEAVE -> peer.onLeave(now);
            case LINK_ANSWER -> peer.onLinkAnswer(now, message(record, LinkAnswer.class));
            case SERVER_FAILED -> peer.onServerFailed(now);
            case INDEX -> peer.onIndex(now, message(record, Index.class));
            case TRACKER_UP -> peer.onTrackerUp(now);
            case TRACKER_DOWN -> peer.onTrackerDown(now);
            case TRACKER_MESSAGE -> peer.onTrackerMessage(now, message(record, Message.class));
            case LOCAL_SIGNAL -> localSignal(peer, record);
            case LINK_UP -> peer.onLinkUp(now, source);
            case LINK_DOWN -> peer.onLinkDown(now, source, one(record, REASONS));
            case LINK_MESSAGE -> peer.onMessage(now, source, message(record, Message.class));
            case EDGE_DATA -> peer.onEdgeData(now, source, message(record, Data.class));
            case EDGE_FAILED -> peer.onEdgeFailed(now, source);
            case VERIFIED -> peer.onVerified(now, source, flag(record));
            case PEER_TIMER -> peer.onTimer(now);
            case MALFORMED -> peer.onMalformed(now, source);
            default -> throw new JournalException(record.type() + " is no input of a viewer");
        }
    }

    private static void localSignal(PeerJournal peer, JournalRecord record)
            throws JournalException {
        byte[] bytes = record.payload();
        if (bytes.length != SIGNAL_BYTES || bytes[0] < 0 || bytes[0] >= SIGNALS.length) {
            throw new JournalException("no signal");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        SignalKind kind = SIGNALS[in.get()];
        int length = in.getInt();
        if (length < 0 || length > Signal.BLOB_MAX) {
            throw new JournalException("a signal of " + length + " bytes");
        }
        Payload blob = Digest.stand(in.getLong(), length);
        peer.onLocalSignal(record.nowNanos(), record.source(), kind, blob);
    }

    static <M extends Message> M message(JournalRecord record, Class<M> kind)
            throws JournalException {
        Message message = MessageRecord.decode(record.payload());
        if (!kind.isInstance(message)) {
            throw new JournalException(message.type() + " where no such message is expected");
        }
        return kind.cast(message);
    }

    static boolean flag(JournalRecord record) throws JournalException {
        return one(record, new Boolean[] {false, true});
    }

    private static <E> E one(JournalRecord record, E[] values) throws JournalException {
        byte[] bytes = record.payload();
        if (bytes.length != 1 || bytes[0] < 0 || bytes[0] >= values.length) {
            throw new JournalException("no choice of " + values.length);
        }
        return values[bytes[0]];
    }
}
