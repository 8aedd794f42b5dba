package dev.tributary.transport.journal;

import dev.tributary.core.base.Rng;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.tracker.Tracker;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.tracker.TrackerCounter;
import dev.tributary.core.tracker.TrackerInput;
import dev.tributary.core.tracker.TrackerObserver;
import dev.tributary.core.tracker.TrackerOutput;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.StreamKey;

/**
 * A {@link Tracker} whose inputs are journaled before it gets them, and whose effects are hashed;
 * without a journal they only pass through.
 *
 * <p>A tracker decides by addresses and fingerprints, so its journal holds them: a file for the
 * operator's eyes. It holds no tokens, no lasting identities and no ICE credentials. The host
 * closes it whatever happened.
 */
public final class TrackerJournal implements AutoCloseable {
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
        public void effect(Effect kind, int number, Message message) {
            if (message == null) {
                tape.effect(kind, number, 0, 0);
                if (tape.wantsDecisions()) {
                    tape.say(kind, "" + number);
                }
            } else {
                tape.effect(kind, number, message);
            }
            kind.carryOut(output, number, message);
        }
    }

    /** See {@link Tracker#input}. */
    public void input(long nowNanos, TrackerInput kind, int number, Object content) {
        if (tape == null) {
            tracker.input(nowNanos, kind, number, content);
            return;
        }
        tape.input(nowNanos, number, RecordType.of(kind), masked(content));
        tracker.input(nowNanos, kind, number, content);
        tape.settled();
    }

    private Object masked(Object content) {
        boolean message = tape.wantsInputs() && content instanceof Message;
        return message ? Masked.trackers((Message) content) : content;
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
