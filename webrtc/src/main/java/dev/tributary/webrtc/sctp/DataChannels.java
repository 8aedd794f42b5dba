package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Channel.State;
import dev.tributary.webrtc.sctp.wire.DcepOpen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The channels of an association and their establishment protocol (RFC 8831 and 8832). */
final class DataChannels implements InboundStreams.Sink {
    static final int PPID_DCEP = 50;
    static final int PPID_STRING = 51;
    static final int PPID_BINARY = 53;
    static final int PPID_STRING_EMPTY = 56;
    static final int PPID_BINARY_EMPTY = 57;

    private static final byte[] EMPTY = new byte[0];

    private final SctpConfig config;
    private final int parity;
    private final SendQueue queue;
    private final EventQueue events;
    private final Counters counters;
    private final List<Channel> closing = new ArrayList<>();

    /** Streams of channels of the peer that we did not take, until their reset is asked for. */
    private final BitSet refused = new BitSet();

    private Channel[] table = new Channel[4];
    private int count;
    private int streamsMax = InboundStreams.STREAMS_MAX;
    private boolean connected;

    /** Some channel may wait for a sign that it has room. */
    private boolean awaited;

    DataChannels(
            SctpConfig config,
            SctpRole role,
            SendQueue queue,
            EventQueue events,
            Counters counters) {
        this.config = config;
        this.queue = queue;
        this.events = events;
        this.counters = counters;
        parity = role == SctpRole.CLIENT ? 0 : 1;
    }

    int count() {
        return count;
    }

    /** The channel, or null. */
    Channel get(int id) {
        return id >= 0 && id < table.length ? table[id] : null;
    }

    /** User bytes of a channel that were sent and are not known to have arrived. */
    long underWayBytes(int id) {
        Channel found = get(id);
        return found == null ? 0 : found.underWayBytes;
    }

    /** User bytes of a channel that were accepted and not yet sent for the first time. */
    long bufferedBytes(int id) {
        Channel found = get(id);
        return found == null ? 0 : found.bufferedBytes;
    }

    void lowThreshold(int id, long bytes) {
        Channel found = get(id);
        if (found != null) {
            found.lowThresholdBytes = bytes;
            found.aboveThreshold = found.bufferedBytes > bytes;
            awaited |= found.aboveThreshold;
        }
    }

    /**
     * Moves channels that are to be reset into a list, up to a size: closing ones that are drained,
     * in the order of their closing, and refused ones, which stand for nothing but their stream.
     */
    void takeResets(List<Channel> resets, int max) {
        for (int i = 0; i < closing.size() && resets.size() < max; i++) {
            Channel channel = closing.get(i);
            if (channel.drained() && !channel.outgoingReset) {
                resets.add(channel);
            }
        }
        for (int id = refused.nextSetBit(0); id >= 0; id = refused.nextSetBit(id + 1)) {
            if (resets.size() == max) {
                return;
            }
            refused.clear(id);
            resets.add(new Channel(id, "", "", true, State.CLOSING));
        }
    }

    /** Opens a channel with a free id of ours, or returns -1. */
    int open(String label, String protocol, boolean ordered) {
        byte[] request = new DcepOpen(ordered, label, protocol).encode();
        int id = parity;
        while (get(id) != null) {
            id += 2;
        }
        if (count == config.channelsMax() || id >= streamsMax) {
            return -1;
        }
        Channel channel = put(new Channel(id, label, protocol, ordered, State.OPENING));
        queue.add(new OutgoingMessage(channel, request, PPID_DCEP, false));
        return id;
    }

    /** Opens a channel that both sides know of. False if the id is in use or the table full. */
    boolean openNegotiated(int id, String label, boolean ordered) {
        if (id < 0 || id >= streamsMax || get(id) != null || count == config.channelsMax()) {
            return false;
        }
        Channel channel = put(new Channel(id, label, "", ordered, State.OPEN));
        if (connected) {
            events.opened(channel);
        }
        return true;
    }

    boolean send(int id, byte[] message, boolean binary) {
        Channel channel = get(id);
        if (message.length > config.messageBytesMax()) {
            throw new IllegalArgumentException("message of " + message.length + " bytes");
        }
        if (channel == null || channel.state == State.CLOSING) {
            return false;
        }
        if (!queue.accepts(message.length)) {
            channel.refused = true;
            awaited = true;
            return false;
        }
        boolean empty = message.length == 0;
        int ppid = binary ? PPID_BINARY : PPID_STRING;
        if (empty) {
            ppid = binary ? PPID_BINARY_EMPTY : PPID_STRING_EMPTY;
        }
        boolean unordered = !channel.ordered && channel.state == State.OPEN;
        byte[] payload = empty ? new byte[1] : message;
        queue.add(new OutgoingMessage(channel, payload, ppid, unordered));
        channel.aboveThreshold |= channel.bufferedBytes > channel.lowThresholdBytes;
        awaited |= channel.aboveThreshold;
        return true;
    }

    /** Closes after what was accepted is delivered. */
    void close(int id) {
        Channel channel = get(id);
        if (channel == null || channel.state == State.CLOSING) {
            return;
        }
        channel.state = State.CLOSING;
        closing.add(channel);
    }

    /** The association is established; channels that the peer has no stream for are gone. */
    void connected(int peerInboundStreams) {
        connected = true;
        streamsMax = Math.min(streamsMax, peerInboundStreams);
        for (Channel channel : table) {
            if (channel == null) {
                continue;
            }
            if (channel.id >= streamsMax) {
                queue.drop(channel);
                remove(channel);
            } else if (channel.state == State.OPEN) {
                events.opened(channel);
            }
        }
    }

    /** The peer closed its direction; what we have not begun to send has no reader any more. */
    void onIncomingReset(int id) {
        Channel channel = get(id);
        if (channel == null) {
            return;
        }
        channel.incomingReset = true;
        if (channel.state != State.CLOSING) {
            queue.drop(channel);
            close(id);
        }
        removeIfReset(channel);
    }

    /** Calls {@link #onIncomingReset} for every channel. */
    void onIncomingResetOfAll() {
        for (int id = 0; count > 0 && id < table.length; id++) {
            onIncomingReset(id);
        }
    }

    void onOutgoingReset(Channel channel) {
        channel.outgoingReset = true;
        removeIfReset(channel);
    }

    /** The peer cannot reset streams: the channel ends on this side alone. */
    void closedWithoutReset(Channel channel) {
        remove(channel);
    }

    private void removeIfReset(Channel channel) {
        if (channel.incomingReset && channel.outgoingReset) {
            remove(channel);
        }
    }

    @Override
    public void message(int stream, int ppid, byte[] payload) {
        Channel channel = get(stream);
        if (ppid == PPID_DCEP) {
            onDcep(stream, channel, payload);
            return;
        }
        if (channel == null) {
            counters.count(SctpCounter.MESSAGES_REFUSED);
            return;
        }
        if (channel.state == State.CLOSING) {
            return;
        }
        opened(channel);
        switch (ppid) {
            case PPID_STRING -> events.message(stream, payload, false);
            case PPID_BINARY -> events.message(stream, payload, true);
            case PPID_STRING_EMPTY -> events.message(stream, EMPTY, false);
            case PPID_BINARY_EMPTY -> events.message(stream, EMPTY, true);
            default -> counters.count(SctpCounter.MESSAGES_REFUSED);
        }
    }

    private void onDcep(int stream, Channel channel, byte[] payload) {
        if (payload.length == 1 && payload[0] == DcepOpen.ACK) {
            onAck(channel);
            return;
        }
        DcepOpen open = DcepOpen.decode(payload);
        Channel previous = channel;
        if (previous != null && previous.state == State.CLOSING && previous.incomingReset) {
            // The peer uses the id again, so it has seen our reset; only its answer was lost.
            remove(previous);
            previous = null;
        }
        if (open == null
                || previous != null
                || (stream & 1) == parity
                || stream >= streamsMax
                || count == config.channelsMax()) {
            counters.count(SctpCounter.MESSAGES_REFUSED);
            if (payload[0] == DcepOpen.OPEN) {
                refuse(stream);
            }
            return;
        }
        Channel fresh =
                put(new Channel(stream, open.label(), open.protocol(), open.ordered(), State.OPEN));
        queue.add(new OutgoingMessage(fresh, new byte[] {DcepOpen.ACK}, PPID_DCEP, false));
        events.opened(fresh);
    }

    private void onAck(Channel channel) {
        if (channel == null) {
            counters.count(SctpCounter.MESSAGES_REFUSED);
        } else {
            opened(channel);
        }
    }

    /**
     * What the peer takes for an open channel is closed (RFC 8832 section 6), or it would send and
     * nobody would hear: the channel that uses the stream already, or a stream that none uses.
     */
    private void refuse(int stream) {
        if (get(stream) != null) {
            close(stream);
        } else if (stream < streamsMax) {
            refused.set(stream);
        }
    }

    private void opened(Channel channel) {
        if (channel.state == State.OPENING) {
            channel.state = State.OPEN;
            events.opened(channel);
        }
    }

    /** Tells the owner of channels that have room again. True if there was one. */
    boolean tellLow(SctpOutput output) {
        if (!awaited) {
            return false;
        }
        awaited = false;
        boolean told = false;
        boolean room = 2 * queue.usedBytes() <= config.sendBufferBytes();
        for (int id = 0; id < table.length; id++) {
            Channel channel = table[id];
            if (channel == null || !(channel.aboveThreshold || channel.refused)) {
                continue;
            }
            boolean low = channel.bufferedBytes <= channel.lowThresholdBytes;
            if ((low && channel.aboveThreshold) || (room && channel.refused)) {
                channel.aboveThreshold &= !low;
                channel.refused &= !room;
                told = true;
                output.bufferedAmountLow(id);
            }
            awaited |= channel.aboveThreshold || channel.refused;
        }
        return told;
    }

    void clear() {
        Arrays.fill(table, null);
        closing.clear();
        refused.clear();
        count = 0;
    }

    private Channel put(Channel channel) {
        if (channel.id >= table.length) {
            table = Arrays.copyOf(table, Math.max(channel.id + 1, 2 * table.length));
        }
        table[channel.id] = channel;
        count++;
        return channel;
    }

    private void remove(Channel channel) {
        if (get(channel.id) != channel) {
            return; // one that was refused, or gone already
        }
        table[channel.id] = null;
        count--;
        closing.remove(channel);
        events.gone(channel.id);
    }
}
