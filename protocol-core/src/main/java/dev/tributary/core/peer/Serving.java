package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Sure;
import dev.tributary.core.base.Time;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.room.MediaLayout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ServePolicy;
import dev.tributary.core.wire.Absent;
import dev.tributary.core.wire.ChunkRun;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.PieceRun;
import dev.tributary.core.wire.Refuse;
import dev.tributary.core.wire.RefuseReason;
import dev.tributary.core.wire.Request;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Unsubscribe;
import java.util.ArrayList;
import java.util.List;

/** The service of this viewer to others: accepts receivers, forwards new data, repairs. */
final class Serving {
    private static final int[] NO_TARGETS = {};
    private static final int BLOCK = RoomSettings.BLOCK_CHUNKS;

    /** The answer to a request that is sent, beside the marks of {@link Absent}. */
    private static final int SENT = -1;

    /** In longer runs the first piece that is not here ends the answer. */
    private static final int PIECES_LOOKED_FOR = 64;

    /** Media behind the newest slice that a new receiver still gets: its buffer is not longer. */
    private static final int HELD_MILLIS_MAX = 16_000;

    private final PeerView view;
    private final ServePolicy policy;
    private final SliceBuffer buffer;
    private final Receivers receivers;
    private final UploadQueue queue;
    private final LinkTable links;
    private final Courier courier;
    private final Ledger ledger;

    private final int[] targets;

    Serving(
            PeerView view,
            ServePolicy policy,
            SliceBuffer buffer,
            Receivers receivers,
            UploadQueue queue,
            LinkTable links,
            Courier courier,
            Ledger ledger) {
        this.view = view;
        this.policy = policy;
        this.buffer = buffer;
        this.receivers = receivers;
        this.queue = queue;
        this.links = links;
        this.courier = courier;
        this.ledger = ledger;
        int most = policy.pushTargetsMax();
        targets = most == 0 ? NO_TARGETS : new int[most];
    }

    /** Returns whether a link is fed with anything. */
    boolean serves(int link) {
        return receivers.serves(link);
    }

    void onLinkTakes(long nowNanos, int link, boolean more) {
        queue.takes(nowNanos, link, more);
    }

    /** Returns whether this viewer answers requests for pieces. */
    boolean answers() {
        return policy.answers();
    }

    /** Forgets a link that ended, with everything queued for it. */
    void onLinkEnded(int link) {
        receivers.removeLink(link);
        queue.removeLink(link);
    }

    void onSubscribe(long nowNanos, int link, Subscribe request) {
        int k = request.subStream();
        if (k >= view.settings().layout().subStreams()) {
            courier.refused(nowNanos, link, Refusal.SUB_STREAM);
            return;
        }
        if (receivers.has(link, k)) {
            leaveOut(link, k, request.fromSlice());
            return;
        }
        RefuseReason no = refusal(k);
        if (no != null) {
            courier.toLink(link, new Refuse(k, no));
            return;
        }
        receivers.add(link, k, request.fromSlice());
        courier.accepted(nowNanos, link, links.session(link), k);
        pushHeld(nowNanos, link, k, request.fromSlice());
    }

    /** The slice of the sub-stream before one is left out, unless it may have begun. */
    private void leaveOut(int link, int subStream, int fromSlice) {
        int before = fromSlice - view.settings().layout().subStreams();
        receivers.leaveOut(link, subStream, Math.max(buffer.newest() + 1, before), fromSlice);
    }

    private @Nullable RefuseReason refusal(int subStream) {
        if (!policy.serves(view, subStream)) {
            return RefuseReason.NOT_SEEDING;
        }
        return receivers.free() > 0 ? null : RefuseReason.FULL;
    }

    /** Pushes what is already here of a new subscription. */
    private void pushHeld(long nowNanos, int link, int subStream, int fromSlice) {
        int newest = buffer.newest();
        int oldest = Math.max(1, newest - view.settings().layout().slices(HELD_MILLIS_MAX));
        for (int s = Math.max(fromSlice, oldest); s <= newest; s++) {
            SliceHeader held = buffer.header(s);
            if (held != null && view.settings().subStream(s) == subStream) {
                send(nowNanos, link, s, 0, held.chunks());
            }
        }
    }

    void onUnsubscribe(long nowNanos, int link, Unsubscribe message) {
        if (!end(link, message.subStream())) {
            courier.refused(nowNanos, link, Refusal.UNASKED);
        }
    }

    /** Ends a push, with what is queued for it; returns whether there was one. */
    private boolean end(int link, int subStream) {
        boolean fed = receivers.remove(link, subStream);
        if (fed) {
            queue.remove(link, subStream);
        }
        return fed;
    }

    void onNack(long nowNanos, int link, Nack nack) {
        int s = nack.slice();
        SliceHeader header = buffer.header(s);
        if (header == null) {
            courier.refused(nowNanos, link, Refusal.UNASKED);
            return;
        }
        long much = (long) PeerConfig.REPAIR_QUEUE_SLICES * header.sizeBytes();
        if (queue.bytes(link) > much) {
            courier.refused(nowNanos, link, Refusal.QUEUE_FULL);
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

    /** Answers each piece that is asked for: by its media, or by why not. */
    void onRequest(long nowNanos, int link, Request request) {
        courier.received(request);
        List<PieceRun> refused = new ArrayList<>();
        long untilNanos = nowNanos + request.patienceMillis() * Time.NANOS_PER_MILLI;
        for (PieceRun run : request.pieces()) {
            for (int piece = run.first(); piece < run.end(); piece++) {
                boolean sealed = run.mark() == Request.SEAL_WANTED && piece == run.first();
                int no = answer(nowNanos, link, run.slice(), piece, sealed, untilNanos);
                if (no != SENT && refused.size() < PieceRun.RUNS_MAX) {
                    refused.add(new PieceRun(run.slice(), piece, 1, no));
                }
                if (no == Absent.NOT_HERE && run.count() > PIECES_LOOKED_FOR) {
                    break;
                }
            }
        }
        if (!refused.isEmpty()) {
            courier.toLink(link, new Absent(refused));
        }
    }

    private int answer(
            long nowNanos, int link, int slice, int piece, boolean sealed, long untilNanos) {
        SliceHeader header = buffer.header(slice);
        MediaLayout layout = view.settings().layout();
        if (header == null || piece >= layout.pieces(header.chunks())) {
            return Absent.NOT_HERE;
        }
        int first = piece * layout.pieceChunks();
        int count = layout.pieceChunks(header.chunks(), piece);
        if (!buffer.hasAll(slice, first, count) || chunksMax(link, header, true) == 0) {
            return Absent.NOT_HERE;
        }
        int bytes = header.bytes(first, count);
        if (ledger.overCap((int) Math.min(Integer.MAX_VALUE, queue.bytes() + bytes))) {
            return Absent.QUOTA;
        }
        if (queue.waitNanos(nowNanos, bytes) > untilNanos - nowNanos
                || !queue.fits(link, bytes, (count + BLOCK - 1) / BLOCK)) {
            return Absent.BUSY;
        }
        send(nowNanos, link, slice, new ChunkRun(first, count), sealed || first == 0, untilNanos);
        return SENT;
    }

    /**
     * Queues the blocks of a run that are here, in messages that the receiver and the link take;
     * nothing of a slice whose seal the link cannot carry, without which the rest is of no use.
     */
    private void send(long nowNanos, int link, int slice, int first, int count) {
        long untilNanos = nowNanos + view.settings().peerWindowMillis() * Time.NANOS_PER_MILLI;
        send(nowNanos, link, slice, new ChunkRun(first, count), first == 0, untilNanos);
    }

    private void send(
            long nowNanos, int link, int slice, ChunkRun run, boolean sealed, long untilNanos) {
        SliceHeader header = Sure.of(buffer.header(slice));
        if (chunksMax(link, header, true) == 0) {
            courier.refused(nowNanos, link, Refusal.MESSAGE_SIZE);
            return;
        }
        int end = run.first() + run.count();
        int from = run.first();
        while (from < end) {
            boolean seal = sealed && from == run.first();
            int most = chunksMax(link, header, seal);
            int to = from;
            while (to < end && to - from < most && buffer.has(slice, to)) {
                to++;
            }
            if (to > from) {
                queue.add(nowNanos, link, buffer.read(slice, from, to - from, seal), untilNanos);
            }
            from = to > from ? to : from + BLOCK;
        }
    }

    /** Returns how many chunks a message to a link may have: whole blocks, or none. */
    private int chunksMax(int link, SliceHeader header, boolean sealed) {
        int room = links.messageBytes(link) - Data.bytesBesidesPayload(header, sealed);
        int fit = Math.max(0, room) / RoomSettings.CHUNK_BYTES;
        return Math.min(links.frameChunks(link), fit - fit % BLOCK);
    }

    /** Forwards data that was new: cut-through to subscribers, whole slices to chosen links. */
    void forward(long nowNanos, int from, Data data) {
        int s = data.header().slice();
        if (policy.relays(view, data.hop())) {
            push(nowNanos, data);
        }
        if (targets.length > 0 && buffer.complete(s)) {
            int chosen = policy.pushTargets(view, from, targets);
            for (int i = 0; i < chosen; i++) {
                send(nowNanos, targets[i], s, 0, data.header().chunks());
            }
        }
    }

    private void push(long nowNanos, Data data) {
        int s = data.header().slice();
        if (!receivers.want(view.settings().subStream(s))) {
            return;
        }
        int end = data.firstChunk() + data.chunkCount();
        int frame = view.settings().upload().frameChunks();
        for (int from = data.firstChunk(); from < end; from += frame) {
            int count = Math.min(frame, end - from);
            Data message = onward(data, from, count);
            for (int i = 0; i < receivers.count(); i++) {
                int link = receivers.link(i, s);
                if (link != LinkTable.NO_LINK) {
                    pushTo(nowNanos, link, message);
                }
            }
        }
    }

    /** Queues a message, in parts when the receiver or the link takes only smaller ones. */
    private void pushTo(long nowNanos, int link, Data message) {
        int most = chunksMax(link, message.header(), message.seal() != null);
        if (message.chunkCount() <= most && chunksMax(link, message.header(), true) > 0) {
            queue.add(nowNanos, link, message);
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

    /** Tells those to whom the line or the path brings too little to find somebody else. */
    void shed(long nowNanos) {
        for (long rest = queue.hopeless(nowNanos); rest != 0; rest &= rest - 1) {
            int link = Long.numberOfTrailingZeros(rest);
            for (int k = 0; k < view.settings().layout().subStreams(); k++) {
                if (receivers.has(link, k)) {
                    end(link, k);
                    courier.toLink(link, new Refuse(k, RefuseReason.FULL));
                }
            }
            queue.forget(link);
        }
    }

    /** Ends all pushes of a sub-stream that this viewer no longer carries for others. */
    void stop(int subStream) {
        for (int link = 0; link < links.size(); link++) {
            if (receivers.has(link, subStream)) {
                end(link, subStream);
                courier.toLink(link, new Refuse(subStream, RefuseReason.NOT_SEEDING));
            }
        }
    }
}
