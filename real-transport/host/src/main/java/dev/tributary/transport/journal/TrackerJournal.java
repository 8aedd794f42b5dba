package dev.tributary.transport.journal;

import dev.tributary.core.base.Rng;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.tracker.Tracker;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import java.nio.ByteBuffer;

/**
 * A {@link Tracker} whose inputs are journaled before it gets them, and whose effects are hashed.
 * The methods are those of the tracker; without a journal they only pass on.
 *
 * <p>A tracker decides by addresses and fingerprints, so its journal holds them: a file for the
 * operator's eyes. It holds no tokens, no lasting identities and no ICE credentials. The host
 * closes it whatever happened.
 */
public final class TrackerJournal implements AutoCloseable {
    /** Kinds of effects; the ordinals are hashed. */
    private enum Kind {
        SEND,
        CHECK_TOKEN,
        CLOSE
    }

    private final Tracker tracker;

    /** Null when nothing is journaled. */
    private final Tape tape;

    /**
     * Creates a tracker without rooms and begins its journal.
     *
     * @param seed of the tracker's generator
     */
    public TrackerJournal(
            TrackerConfig config,
            int seed,
            TrackerOutput output,
            TrackerObserver observer,
            JournalWriter writer) {
        this(
                new Configs.TrackerStart(config, seed),
                output,
                observer,
                Recording.of(writer, MachineKind.TRACKER, Configs.encode(config, seed)));
    }

    TrackerJournal(
            Configs.TrackerStart start, TrackerOutput output, TrackerObserver observer, Tape tape) {
        this.tape = tape;
        TrackerOutput noted = tape == null ? output : new Effects(tape, output);
        tracker =
                new Tracker(start.config(), Systems.all(), new Rng(start.seed()), noted, observer);
    }

    /** Notes effects and passes them on. */
    private record Effects(Tape tape, TrackerOutput output) implements TrackerOutput {
        @Override
        public void send(int connection, Message message) {
            tape.effect(Kind.SEND, connection, message);
            output.send(connection, message);
        }

        @Override
        public void checkToken(int ticket, Join join) {
            tape.effect(Kind.CHECK_TOKEN, ticket, join);
            output.checkToken(ticket, join);
        }

        @Override
        public void close(int connection) {
            tape.effect(Kind.CLOSE, connection, 0, 0);
            if (tape.wantsDecisions()) {
                tape.say(Kind.CLOSE, "" + connection);
            }
            output.close(connection);
        }
    }

    private void settled() {
        if (tape != null) {
            tape.settled();
        }
    }

    /** See {@link Tracker#openRoom}. */
    public void openRoom(long nowNanos, StreamKey stream, RoomSettings settings) {
        if (tape != null) {
            byte[] payload = Configs.encode(stream, settings);
            tape.input(nowNanos, 0, RecordType.OPEN_ROOM, payload);
        }
        tracker.openRoom(nowNanos, stream, settings);
        settled();
    }

    /** See {@link Tracker#onConnected}. */
    public void onConnected(long nowNanos, int connection, Payload address) {
        if (tape != null) {
            byte[] payload = MessageRecord.encode(address);
            tape.input(nowNanos, connection, RecordType.CONNECTED, payload);
        }
        tracker.onConnected(nowNanos, connection, address);
        settled();
    }

    /** See {@link Tracker#onMessage}. */
    public void onMessage(long nowNanos, int connection, Message message) {
        if (tape != null) {
            boolean wanted = tape.wantsInputs();
            byte[] payload = wanted ? MessageRecord.encode(Masked.trackers(message)) : new byte[0];
            tape.input(nowNanos, connection, RecordType.CLIENT_MESSAGE, payload);
        }
        tracker.onMessage(nowNanos, connection, message);
        settled();
    }

    /** See {@link Tracker#onDisconnected}. */
    public void onDisconnected(long nowNanos, int connection) {
        if (tape != null) {
            tape.input(nowNanos, connection, RecordType.DISCONNECTED);
        }
        tracker.onDisconnected(nowNanos, connection);
        settled();
    }

    /** See {@link Tracker#onTokenChecked}. */
    public void onTokenChecked(long nowNanos, int ticket, boolean valid, Payload fingerprint) {
        if (tape != null) {
            byte[] kept = MessageRecord.encode(fingerprint);
            ByteBuffer out = ByteBuffer.allocate(1 + kept.length);
            out.put((byte) (valid ? 1 : 0)).put(kept);
            tape.input(nowNanos, ticket, RecordType.TOKEN_CHECKED, out.array());
        }
        tracker.onTokenChecked(nowNanos, ticket, valid, fingerprint);
        settled();
    }

    /** See {@link Tracker#onTimer}. */
    public void onTimer(long nowNanos) {
        if (tape != null) {
            tape.input(nowNanos, 0, RecordType.TRACKER_TIMER);
        }
        tracker.onTimer(nowNanos);
        settled();
    }

    /** See {@link Tracker#nextDeadlineNanos}. */
    public long nextDeadlineNanos() {
        return tracker.nextDeadlineNanos();
    }

    /** See {@link Tracker#viewers()}. */
    public int viewers() {
        return tracker.viewers();
    }

    /** See {@link Tracker#viewers(StreamKey)}. */
    public int viewers(StreamKey stream) {
        return tracker.viewers(stream);
    }

    /** See {@link Tracker#counted}. */
    public long counted(TrackerCounter counter) {
        return tracker.counted(counter);
    }

    /** Ends the journal; the tracker goes on without. */
    @Override
    public void close() {
        if (tape != null) {
            tape.end();
        }
    }
}
