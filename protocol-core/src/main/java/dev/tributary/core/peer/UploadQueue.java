package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import java.util.Arrays;

/**
 * The media that waits for the uplink, in order, and the budget that empties the queue.
 *
 * <p>Invariants: over any interval the bytes sent are at most budget times its length plus one
 * message; with a cap, uploaded bytes never exceed the capped multiple of downloaded bytes. A
 * message that would arrive after the receiver has turned to the CDN is dropped, not sent. What
 * does not fit {@link PeerConfig#QUEUE_MAX} or {@link PeerConfig#LINK_QUEUE_BUFFERS} is not queued.
 */
final class UploadQueue {

    /** With the largest message on top of it, a queue still counts in 31 bits. */
    private static final long LINK_BYTES_LIMIT = 1L << 30;

    private static final Data[] NO_MEDIA = {};
    private static final int FIRST = 2;
    private static final int LINKS_STEP = 4;

    private final RoomSettings settings;
    private final long bitsPerSecond;
    private final Ledger ledger;
    private final PeerOutput output;
    private final PeerObserver observer;
    private final RecentBytes recent = new RecentBytes();

    private Data[] media = NO_MEDIA;

    /** For each place two words: the link, and when the message is of no use any more. */
    private long[] rows = {};

    private int head;
    private int count;

    /** Null while no link was ever full. */
    private @Nullable HeldBack held;

    private int[] linkBytes = {};
    private final int linkBytesMax;
    private long freeNanos;

    /** Creates an empty queue; with {@code uplinkKbps} 0 nothing is ever sent. */
    UploadQueue(
            RoomSettings settings,
            int uplinkKbps,
            Ledger ledger,
            PeerOutput output,
            PeerObserver observer) {
        this.settings = settings;
        this.bitsPerSecond = uplinkKbps * 1_000L;
        long bufferBytes = (long) settings.bitrateKbps() * settings.playout().bufferMillis() / 8;
        this.linkBytesMax =
                (int) Math.min(LINK_BYTES_LIMIT, PeerConfig.LINK_QUEUE_BUFFERS * bufferBytes);
        this.ledger = ledger;
        this.output = output;
        this.observer = observer;
    }

    /** Returns the media bytes that wait for a link. */
    int bytes(int link) {
        return link < linkBytes.length ? linkBytes[link] : 0;
    }

    /** Returns the media bytes that wait for all links: what is promised and not sent. */
    long bytes() {
        long sum = 0;
        for (int bytes : linkBytes) {
            sum += bytes;
        }
        return sum;
    }

    /** Returns how long so many bytes more would take until they are sent, {@link Time#NEVER}. */
    long waitNanos(long nowNanos, int more) {
        if (bitsPerSecond == 0) {
            return Time.NEVER;
        }
        long bits = 8L * (bytes() + more);
        long busyNanos = Math.max(0, freeNanos - nowNanos);
        // In milliseconds and kbit/s, since all queues together may be long.
        return busyNanos + bits * Time.NANOS_PER_MILLI / (bitsPerSecond / 1_000);
    }

    /** Returns whether so many bytes more for a link, in so many messages, are queued. */
    boolean fits(int link, int more, int messages) {
        return count + messages <= PeerConfig.QUEUE_MAX && bytes(link) + more <= linkBytesMax;
    }

    /** Queues data for one link, while it may reach the peers' window. */
    void add(long nowNanos, int link, Data data) {
        add(nowNanos, link, data, nowNanos + settings.peerWindowMillis() * 1_000_000L);
    }

    /** Queues data for one link; it is of no use after a time. */
    void add(long nowNanos, int link, Data data, long untilNanos) {
        if (bitsPerSecond == 0) {
            return;
        }
        int length = data.payload().length();
        if (count >= PeerConfig.QUEUE_MAX || bytes(link) + length > linkBytesMax) {
            observer.refused(nowNanos, link, Refusal.QUEUE_FULL);
            return;
        }
        if (link >= linkBytes.length) {
            linkBytes = Arrays.copyOf(linkBytes, link + LINKS_STEP);
        }
        linkBytes[link] += length;
        if (count == media.length) {
            grow();
        }
        int at = place(count++);
        rows[2 * at] = link;
        media[at] = data;
        rows[2 * at + 1] = untilNanos;
    }

    private int place(int nth) {
        return (head + nth) & (media.length - 1);
    }

    private int link(int at) {
        return (int) rows[2 * at];
    }

    private void grow() {
        int size = Math.max(FIRST, 2 * media.length);
        Data[] newMedia = new Data[size];
        long[] newRows = new long[2 * size];
        for (int i = 0; i < count; i++) {
            int at = place(i);
            newMedia[i] = media[at];
            System.arraycopy(rows, 2 * at, newRows, 2 * i, 2);
        }
        media = newMedia;
        rows = newRows;
        head = 0;
    }

    /** Returns what a place of the queue holds, and leaves nothing there. */
    private Data take(int at) {
        Data data = media[at];
        if (data != null) {
            linkBytes[link(at)] -= data.payload().length();
            media[at] = null;
        }
        return data;
    }

    /** Drops what is queued of a sub-stream for a link. */
    void remove(int link, int subStream) {
        for (int i = 0; i < count; i++) {
            int at = place(i);
            Data data = media[at];
            if (data != null
                    && link(at) == link
                    && settings.subStream(data.header().slice()) == subStream) {
                take(at);
            }
        }
        if (held != null && link < linkBytes.length) {
            linkBytes[link] -= held.remove(link, subStream);
        }
    }

    /** A link takes more media, or does not: then the rest waits here. */
    void takes(long nowNanos, int link, boolean more) {
        if (held == null && !more) {
            held = new HeldBack(settings);
        }
        if (held != null) {
            held.takes(nowNanos, link, more, recent.bytes(nowNanos, link));
        }
    }

    /** Drops what waits for a link that takes too little. */
    void forget(int link) {
        if (held != null) {
            linkBytes[link] -= held.removeAll(link);
        }
    }

    /** Forgets a link that ended, with everything queued for it. */
    void removeLink(int link) {
        for (int i = 0; i < count; i++) {
            int at = place(i);
            if (link(at) == link) {
                take(at);
            }
        }
        recent.end(link);
        if (held != null) {
            held.end(link);
            if (link < linkBytes.length) {
                linkBytes[link] = 0;
            }
        }
    }

    /** Sends what the uplink budget and the links allow now. */
    void drain(long nowNanos) {
        while (freeNanos <= nowNanos && (sendHeld(nowNanos) || sendFirst(nowNanos))) {
            // One after another, until the budget is used up.
        }
    }

    private boolean sendHeld(long nowNanos) {
        HeldLink.Waiting one = held == null ? null : held.ready(nowNanos);
        if (held == null || one == null) {
            return false;
        }
        held.remove(nowNanos, one);
        linkBytes[one.link()] -= one.data().payload().length();
        send(nowNanos, one.link(), one.untilNanos(), one.data());
        return true;
    }

    private boolean sendFirst(long nowNanos) {
        if (count == 0) {
            return false;
        }
        int at = head;
        head = place(1);
        count--;
        Data data = media[at];
        if (data == null) {
            return true;
        }
        int link = link(at);
        long untilNanos = rows[2 * at + 1];
        if (held != null && held.holds(link)) {
            media[at] = null;
            held.add(nowNanos, link, untilNanos - PeerConfig.HELD_NANOS, data);
        } else {
            take(at);
            send(nowNanos, link, untilNanos, data);
        }
        return true;
    }

    /** Sends a message, unless it is of no use any more. */
    private void send(long nowNanos, int link, long untilNanos, Data data) {
        int length = data.payload().length();
        if (untilNanos < nowNanos || ledger.overCap(length)) {
            return;
        }
        ledger.sent(length);
        recent.sent(nowNanos, link, length);
        freeNanos =
                Math.max(freeNanos, nowNanos) + length * 8L * Time.NANOS_PER_SECOND / bitsPerSecond;
        observer.mediaSent(nowNanos, link, data);
        output.send(link, data);
    }

    /** Returns the links that carry too little to go on with, bit by bit. */
    long hopeless(long nowNanos) {
        return held == null ? 0 : held.hopeless(nowNanos);
    }

    /** Returns when the uplink budget allows the next message, or {@link Time#NEVER}. */
    long nextDeadlineNanos() {
        boolean waits = count > 0 || (held != null && held.ready(freeNanos) != null);
        return waits ? freeNanos : Time.NEVER;
    }
}
