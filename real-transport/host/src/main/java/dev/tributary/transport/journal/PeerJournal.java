package dev.tributary.transport.journal;

import dev.tributary.core.peer.Peer;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.peer.PeerOutput;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.wire.Message;

/**
 * A {@link Peer} whose inputs are journaled before it gets them, and whose effects are hashed;
 * without a journal they only pass through. Of media, header, place, length and digests are kept,
 * of blobs length and digest; neither tokens nor keys.
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

    /** See {@link Peer#input}. */
    public void input(long nowNanos, PeerInput kind, int number, Object content) {
        if (tape == null) {
            peer.input(nowNanos, kind, number, content);
            return;
        }
        tape.input(nowNanos, number, RecordType.of(kind), masked(content));
        peer.input(nowNanos, kind, number, content);
        tape.settled();
    }

    /** An input that comes alone. */
    public void input(long nowNanos, PeerInput kind) {
        input(nowNanos, kind, 0, null);
    }

    private Object masked(Object content) {
        boolean message = tape.wantsInputs() && content instanceof Message;
        return message ? Masked.viewers((Message) content) : content;
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
