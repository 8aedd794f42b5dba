package dev.tributary.core.peer;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.Strategy;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.RefuseReason;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Unsubscribe;

/** What this viewer does for others: accepts receivers, forwards new data, repairs. */
final class Serving {
    private static final int TARGETS_MAX = 8;
    private static final int BLOCK = RoomSettings.BLOCK_CHUNKS;

    /** Slices behind the newest that a new receiver still gets: its buffer is not longer. */
    private static final int HELD_MAX = 16;

    private final PeerView view;
    private final Strategy strategy;
    private final SliceBuffer buffer;
    private final Uploads uploads;
    private final LinkTable links;
    private final Courier courier;
    private final PeerObserver observer;
    private final int[] targets = new int[TARGETS_MAX];

    Serving(PeerView view, Strategy strategy, Store store, LinkTable links, Courier courier) {
        this.view = view;
        this.strategy = strategy;
        this.buffer = store.buffer();
        this.uploads = store.uploads();
        this.observer = store.observer();
        this.links = links;
        this.courier = courier;
    }

    /**
     * What is served from.
     *
     * @param buffer the slices
     * @param uploads the receivers and the queue
     * @param observer who watches
     */
    record Store(SliceBuffer buffer, Uploads uploads, PeerObserver observer) {}

    void onSubscribe(long nowNanos, int link, Subscribe request) {
        int k = request.subStream();
        if (k >= view.settings().swarm().subStreams()) {
            observer.refused(nowNanos, link, Refusal.SUB_STREAM);
            return;
        }
        if (uploads.has(link, k)) {
            observer.refused(nowNanos, link, Refusal.UNASKED);
            return;
        }
        RefuseReason no = refusal(k);
        if (no != null) {
            courier.toLink(link, new Refuse(k, no));
            return;
        }
        uploads.add(link, k, request.fromSlice());
        observer.receiverAccepted(nowNanos, link, links.session(link), k);
        pushHeld(nowNanos, link, k, request.fromSlice());
    }

    private RefuseReason refusal(int subStream) {
        if (!strategy.serves(view, subStream)) {
            return RefuseReason.NOT_SEEDING;
        }
        return uploads.free() > 0 ? null : RefuseReason.FULL;
    }

    /** Pushes what is already here of a new subscription. */
    private void pushHeld(long nowNanos, int link, int subStream, int fromSlice) {
        int newest = buffer.newest();
        int oldest = Math.max(1, newest - HELD_MAX);
        for (int s = Math.max(fromSlice, oldest); s <= newest; s++) {
            if (view.settings().subStream(s) == subStream && buffer.header(s) != null) {
                send(nowNanos, link, s, 0, buffer.header(s).chunks());
            }
        }
    }

    void onUnsubscribe(long nowNanos, int link, Unsubscribe message) {
        if (!uploads.remove(link, message.subStream())) {
            observer.refused(nowNanos, link, Refusal.UNASKED);
        }
    }

    void onNack(long nowNanos, int link, Nack nack) {
        int s = nack.slice();
        SliceHeader header = buffer.header(s);
        if (header == null) {
            observer.refused(nowNanos, link, Refusal.UNASKED);
            return;
        }
        long much = (long) PeerConfig.REPAIR_QUEUE_SLICES * header.sizeBytes();
        if (uploads.queuedBytes(link) > much) {
            observer.refused(nowNanos, link, Refusal.QUEUE_FULL);
            return;
        }
        int chunks = header.chunks();
        if (nack.missing().isEmpty()) {
            send(nowNanos, link, s, 0, chunks);
        }
        for (ChunkRun run : nack.missing()) {
            if (run.first() < chunks) {
                int first = run.first() - run.first() % BLOCK;
                int end = (run.first() + run.count() + BLOCK - 1) / BLOCK * BLOCK;
                send(nowNanos, link, s, first, Math.min(end, chunks) - first);
            }
        }
    }

    /** Queues the blocks of a run that are here, in messages that the receiver takes. */
    private void send(long nowNanos, int link, int slice, int first, int count) {
        int end = first + count;
        int from = first;
        while (from < end) {
            int to = from;
            while (to < end && to - from < links.frameChunks(link) && buffer.has(slice, to)) {
                to++;
            }
            if (to > from) {
                uploads.enqueue(nowNanos, link, buffer.read(slice, from, to - from));
            }
            from = to > from ? to : from + BLOCK;
        }
    }

    /** Forwards data that was new: cut-through to subscribers, whole slices to chosen links. */
    void forward(long nowNanos, int from, Data data) {
        int s = data.header().slice();
        if (data.hop() < view.settings().swarm().relayDepthMax()) {
            push(nowNanos, data);
        }
        if (buffer.complete(s)) {
            int chosen = strategy.pushTargets(view, from, targets);
            for (int i = 0; i < chosen; i++) {
                send(nowNanos, targets[i], s, 0, data.header().chunks());
            }
        }
    }

    private void push(long nowNanos, Data data) {
        int s = data.header().slice();
        if (!uploads.hasReceivers(view.settings().subStream(s))) {
            return;
        }
        int end = data.firstChunk() + data.chunkCount();
        int frame = view.settings().upload().frameChunks();
        for (int from = data.firstChunk(); from < end; from += frame) {
            int count = Math.min(frame, end - from);
            Data message = onward(data, from, count);
            for (int i = 0; i < uploads.receivers(); i++) {
                int link = uploads.receiver(i, s);
                if (link != LinkTable.NO_LINK) {
                    pushTo(nowNanos, link, message);
                }
            }
        }
    }

    /** Queues a message, in parts when the receiver takes only smaller ones. */
    private void pushTo(long nowNanos, int link, Data message) {
        if (message.chunkCount() <= links.frameChunks(link)) {
            uploads.enqueue(nowNanos, link, message);
        } else {
            int slice = message.header().slice();
            send(nowNanos, link, slice, message.firstChunk(), message.chunkCount());
        }
    }

    /** Returns the message for receivers one link further; the common case shares the payload. */
    private Data onward(Data data, int first, int count) {
        if (count < data.chunkCount()) {
            return buffer.read(data.header().slice(), first, count);
        }
        return new Data(data.header(), first, count, data.hop() + 1, data.seal(), data.payload());
    }

    /** Ends all pushes of a sub-stream that this viewer no longer carries for others. */
    void stop(int subStream) {
        for (int link = 0; link < links.size(); link++) {
            if (uploads.has(link, subStream)) {
                uploads.remove(link, subStream);
                courier.toLink(link, new Refuse(subStream, RefuseReason.NOT_SEEDING));
            }
        }
    }
}
