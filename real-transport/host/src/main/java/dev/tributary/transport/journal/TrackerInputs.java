package dev.tributary.transport.journal;

import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;

/** Tells a tracker what a record says that it was told. */
final class TrackerInputs {
    /** A tracker keeps a table by connection; a file must not make it huge. */
    private static final int CONNECTIONS_MAX = 1 << 22;

    private TrackerInputs() {}

    static void apply(TrackerJournal tracker, JournalRecord record) throws JournalException {
        long now = record.nowNanos();
        int source = record.source();
        byte[] payload = record.payload();
        switch (record.type()) {
            case OPEN_ROOM ->
                    tracker.openRoom(now, Configs.stream(payload), Configs.settings(payload));
            case CONNECTED -> connected(tracker, record);
            case CLIENT_MESSAGE ->
                    tracker.onMessage(now, source, PeerInputs.message(record, Message.class));
            case DISCONNECTED -> tracker.onDisconnected(now, source);
            case TOKEN_CHECKED -> {
                Payload fingerprint = MessageRecord.payload(payload, 1);
                tracker.onTokenChecked(now, source, payload[0] == 1, fingerprint);
            }
            case TRACKER_TIMER -> tracker.onTimer(now);
            default -> throw new JournalException(record.type() + " is no input of a tracker");
        }
    }

    private static void connected(TrackerJournal tracker, JournalRecord record)
            throws JournalException {
        if (record.source() < 0 || record.source() >= CONNECTIONS_MAX) {
            throw new JournalException("connection " + record.source());
        }
        Payload address = MessageRecord.payload(record.payload(), 0);
        if (address.length() != 0 && address.length() != 4 && address.length() != 16) {
            throw new JournalException("an address of " + address.length() + " bytes");
        }
        tracker.onConnected(record.nowNanos(), record.source(), address);
    }
}
