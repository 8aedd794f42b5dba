package dev.tributary.core.peer;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import java.util.Arrays;

/**
 * What a viewer gives: its receivers by sub-stream, and the queue that its uplink budget empties.
 *
 * <p>Invariants: receivers are at most the fan-out; over any interval the bytes sent are at most
 * budget times its length plus one message; with a cap, uploaded bytes never exceed the capped
 * multiple of downloaded bytes. A message that would arrive after the receiver has turned to the
 * CDN is dropped, not sent. What does not fit {@link PeerConfig#QUEUE_MAX} or {@link
 * PeerConfig#LINK_QUEUE_BUFFERS} is not queued.
 */
final class Uploads {

    /** With the largest message on top of it, a queue still counts in 31 bits. */
    private static final long LINK_BYTES_LIMIT = 1L << 30;

    private final RoomSettings settings;
    private final int fanOut;
    private final long bitsPerSecond;
    private final PeerOutput output;
    private final PeerObserver observer;

    private byte[] receiverLink = new byte[4];
    private byte[] receiverSub = new byte[4];
    private int[] receiverFrom = new int[4];
    private int receivers;

    private byte[] queueLink = new byte[4];
    private Data[] queueData = new Data[4];
    private long[] queueExpiry = new long[4];
    private int head;
    private int queued;
    private int[] linkBytes = new int[8];
    private final int linkBytesMax;

    private long freeNanos;
    private long uploaded;
    private long downloaded;

    Uploads(RoomSettings settings, PeerConfig config, PeerOutput output, PeerObserver observer) {
        this.settings = settings;
        boolean may = !config.capabilities().cellular();
        this.fanOut = may ? settings.fanOut(config.capabilities().uplinkKbps()) : 0;
        this.bitsPerSecond = may ? config.capabilities().uplinkKbps() * 1_000L : 0;
        long bufferBytes = (long) settings.bitrateKbps() * settings.playout().bufferMillis() / 8;
        this.linkBytesMax =
                (int) Math.min(LINK_BYTES_LIMIT, PeerConfig.LINK_QUEUE_BUFFERS * bufferBytes);
        this.output = output;
        this.observer = observer;
    }

    /** Returns how many more receivers there is room for. */
    int free() {
        return fanOut - receivers;
    }

    long uploaded() {
        return uploaded;
    }

    void downloaded(int bytes) {
        downloaded += bytes;
    }

    boolean has(int link, int subStream) {
        return indexOf(link, subStream) >= 0;
    }

    /** Returns whether a link is a receiver. */
    boolean serves(int link) {
        for (int i = 0; i < receivers; i++) {
            if (receiverLink[i] == link) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(int link, int subStream) {
        for (int i = 0; i < receivers; i++) {
            if (receiverLink[i] == link && receiverSub[i] == subStream) {
                return i;
            }
        }
        return -1;
    }

    void add(int link, int subStream, int fromSlice) {
        if (receivers == receiverLink.length) {
            receiverLink = Arrays.copyOf(receiverLink, receivers * 2);
            receiverSub = Arrays.copyOf(receiverSub, receivers * 2);
            receiverFrom = Arrays.copyOf(receiverFrom, receivers * 2);
        }
        receiverLink[receivers] = (byte) link;
        receiverFrom[receivers] = fromSlice;
        receiverSub[receivers++] = (byte) subStream;
    }

    /** Ends a push, with what is queued for it; returns whether there was one. */
    boolean remove(int link, int subStream) {
        int i = indexOf(link, subStream);
        if (i < 0) {
            return false;
        }
        removeAt(i);
        for (int q = 0; q < queued; q++) {
            int at = (head + q) & (queueLink.length - 1);
            Data data = queueData[at];
            if (data != null
                    && queueLink[at] == link
                    && settings.subStream(data.header().slice()) == subStream) {
                take(at);
            }
        }
        return true;
    }

    private void removeAt(int i) {
        receivers--;
        receiverLink[i] = receiverLink[receivers];
        receiverSub[i] = receiverSub[receivers];
        receiverFrom[i] = receiverFrom[receivers];
    }

    /** Returns what a place of the queue holds, and leaves nothing there. */
    private Data take(int at) {
        Data data = queueData[at];
        if (data != null) {
            linkBytes[queueLink[at]] -= data.payload().length();
            queueData[at] = null;
        }
        return data;
    }

    /** Forgets a link that ended, with everything queued for it. */
    void removeLink(int link) {
        for (int i = receivers - 1; i >= 0; i--) {
            if (receiverLink[i] == link) {
                removeAt(i);
            }
        }
        for (int i = 0; i < queued; i++) {
            int at = (head + i) & (queueLink.length - 1);
            if (queueLink[at] == link) {
                take(at);
            }
        }
    }

    boolean hasReceivers(int subStream) {
        for (int i = 0; i < receivers; i++) {
            if (receiverSub[i] == subStream) {
                return true;
            }
        }
        return false;
    }

    int receivers() {
        return receivers;
    }

    /**
     * Returns the link of the n-th receiver, or NO_LINK when it did not subscribe a slice. A
     * different receiver is the first for each slice.
     */
    int receiver(int n, int slice) {
        int at = (slice % receivers + n) % receivers;
        boolean wants = receiverSub[at] == settings.subStream(slice) && slice >= receiverFrom[at];
        return wants ? receiverLink[at] : LinkTable.NO_LINK;
    }

    /** Returns the media bytes that wait for a link. */
    int queuedBytes(int link) {
        return link < linkBytes.length ? linkBytes[link] : 0;
    }

    /** Queues data for one link. */
    void enqueue(long nowNanos, int link, Data data) {
        if (bitsPerSecond == 0) {
            return;
        }
        int length = data.payload().length();
        if (queued >= PeerConfig.QUEUE_MAX || queuedBytes(link) + length > linkBytesMax) {
            observer.refused(nowNanos, link, Refusal.QUEUE_FULL);
            return;
        }
        if (link >= linkBytes.length) {
            linkBytes = Arrays.copyOf(linkBytes, 2 * Integer.highestOneBit(link));
        }
        linkBytes[link] += length;
        if (queued == queueLink.length) {
            growQueue();
        }
        int at = (head + queued++) & (queueLink.length - 1);
        queueLink[at] = (byte) link;
        queueData[at] = data;
        queueExpiry[at] = nowNanos + settings.peerWindowMillis() * Time.NANOS_PER_MILLI;
    }

    private void growQueue() {
        int size = queueLink.length;
        byte[] links = new byte[size * 2];
        Data[] data = new Data[size * 2];
        long[] expiry = new long[size * 2];
        for (int i = 0; i < queued; i++) {
            int at = (head + i) & (size - 1);
            links[i] = queueLink[at];
            data[i] = queueData[at];
            expiry[i] = queueExpiry[at];
        }
        queueLink = links;
        queueData = data;
        queueExpiry = expiry;
        head = 0;
    }

    /** Sends what the uplink budget allows now. */
    void drain(long nowNanos) {
        while (queued > 0 && freeNanos <= nowNanos) {
            int at = head;
            head = (head + 1) & (queueLink.length - 1);
            queued--;
            Data data = take(at);
            if (data == null || queueExpiry[at] < nowNanos || overCap(data)) {
                continue;
            }
            int length = data.payload().length();
            uploaded += length;
            freeNanos =
                    Math.max(freeNanos, nowNanos)
                            + length * 8L * Time.NANOS_PER_SECOND / bitsPerSecond;
            observer.mediaSent(nowNanos, queueLink[at], data);
            output.send(queueLink[at], data);
        }
    }

    private boolean overCap(Data data) {
        int percent = settings.upload().uploadPerDownloadPercent();
        return percent > 0 && (uploaded + data.payload().length()) * 100 > downloaded * percent;
    }

    /** Returns when the uplink budget allows the next message, or {@link Time#NEVER}. */
    long nextDeadlineNanos() {
        return queued == 0 ? Time.NEVER : freeNanos;
    }
}
