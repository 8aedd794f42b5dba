package dev.tributary.core.peer;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import java.util.Arrays;

/**
 * What a viewer gives: its receivers by sub-stream, and the queue that its uplink budget empties.
 *
 * <p>Invariants: receivers are at most the fan-out; over any interval the bytes sent are at most
 * budget times its length plus one message; with a cap, uploaded bytes never exceed the capped
 * multiple of downloaded bytes. A message that would arrive after the receiver has turned to the
 * CDN is dropped, not sent.
 */
final class Uploads {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final RoomSettings settings;
    private final int fanOut;
    private final long bitsPerSecond;
    private final PeerOutput output;
    private final PeerObserver observer;

    private byte[] receiverLink = new byte[4];
    private byte[] receiverSub = new byte[4];
    private int receivers;

    private byte[] queueLink = new byte[4];
    private Data[] queueData = new Data[4];
    private long[] queueExpiry = new long[4];
    private int head;
    private int queued;

    private long freeNanos;
    private long uploaded;
    private long downloaded;

    Uploads(RoomSettings settings, PeerConfig config, PeerOutput output, PeerObserver observer) {
        this.settings = settings;
        boolean may = !config.capabilities().cellular();
        this.fanOut = may ? settings.fanOut(config.capabilities().uplinkKbps()) : 0;
        this.bitsPerSecond = may ? config.capabilities().uplinkKbps() * 1_000L : 0;
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

    private int indexOf(int link, int subStream) {
        for (int i = 0; i < receivers; i++) {
            if (receiverLink[i] == link && receiverSub[i] == subStream) {
                return i;
            }
        }
        return -1;
    }

    void add(int link, int subStream) {
        if (receivers == receiverLink.length) {
            receiverLink = Arrays.copyOf(receiverLink, receivers * 2);
            receiverSub = Arrays.copyOf(receiverSub, receivers * 2);
        }
        receiverLink[receivers] = (byte) link;
        receiverSub[receivers++] = (byte) subStream;
    }

    void remove(int link, int subStream) {
        int i = indexOf(link, subStream);
        if (i >= 0) {
            receivers--;
            receiverLink[i] = receiverLink[receivers];
            receiverSub[i] = receiverSub[receivers];
        }
    }

    /** Forgets a link that ended, with everything queued for it. */
    void removeLink(int link) {
        for (int i = receivers - 1; i >= 0; i--) {
            if (receiverLink[i] == link) {
                remove(link, receiverSub[i]);
            }
        }
        for (int i = 0; i < queued; i++) {
            int at = (head + i) & (queueLink.length - 1);
            if (queueLink[at] == link) {
                queueData[at] = null;
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

    /**
     * Queues data for all receivers of a sub-stream, one link further; a different one is served
     * first each time.
     */
    void push(long nowNanos, int subStream, Data data) {
        int start = receivers == 0 ? 0 : data.header().slice() % receivers;
        for (int i = 0; i < receivers; i++) {
            int at = (start + i) % receivers;
            if (receiverSub[at] == subStream) {
                enqueue(nowNanos, receiverLink[at], data);
            }
        }
    }

    /** Queues data for one link. */
    void enqueue(long nowNanos, int link, Data data) {
        if (bitsPerSecond == 0) {
            return;
        }
        if (queued == queueLink.length) {
            growQueue();
        }
        int at = (head + queued++) & (queueLink.length - 1);
        queueLink[at] = (byte) link;
        queueData[at] = data;
        queueExpiry[at] = nowNanos + settings.peerWindowMillis() * 1_000_000L;
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
            Data data = queueData[at];
            queueData[at] = null;
            if (data == null || queueExpiry[at] < nowNanos || overCap(data)) {
                continue;
            }
            int length = data.payload().length();
            uploaded += length;
            freeNanos =
                    Math.max(freeNanos, nowNanos) + length * 8L * NANOS_PER_SECOND / bitsPerSecond;
            observer.mediaSent(nowNanos, queueLink[at], data);
            output.send(queueLink[at], data);
        }
    }

    private boolean overCap(Data data) {
        int percent = settings.upload().uploadPerDownloadPercent();
        return percent > 0 && (uploaded + data.payload().length()) * 100 > downloaded * percent;
    }

    /** Returns when the uplink budget allows the next message, or {@link Peer#NEVER}. */
    long nextDeadlineNanos() {
        return queued == 0 ? Peer.NEVER : freeNanos;
    }
}
