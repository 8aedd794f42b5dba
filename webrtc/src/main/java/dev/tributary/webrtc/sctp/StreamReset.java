package dev.tributary.webrtc.sctp;

import dev.tributary.webrtc.sctp.Timers.Timer;
import dev.tributary.webrtc.sctp.wire.ChunkType;
import dev.tributary.webrtc.sctp.wire.ParameterType;
import dev.tributary.webrtc.sctp.wire.PeerInit;
import dev.tributary.webrtc.sctp.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * Outgoing stream resets, ours and the peer's (RFC 6525), with which channels close.
 *
 * <p>One request of ours is under way at a time; a channel enters it when all its data is
 * acknowledged. A peer that still misses other data says "in progress" and is asked again.
 */
final class StreamReset {
    private static final int STREAMS_PER_REQUEST_MAX = 64;
    private static final int REQUEST_BYTES = 16;
    private static final int RESPONSE_BYTES = 12;
    private static final int PARAMETERS_MAX = 2;

    private static final int RESULT_NOTHING = 0;
    private static final int RESULT_PERFORMED = 1;
    private static final int RESULT_DENIED = 2;
    private static final int RESULT_BUSY = 4;
    private static final int RESULT_BAD_NUMBER = 5;
    private static final int RESULT_IN_PROGRESS = 6;

    private final DataChannels channels;
    private final Receiver receiver;
    private final Sender sender;
    private final Counters counters;
    private final Timers timers;
    private final PacketWriter writer;
    private final List<Channel> resetting = new ArrayList<>();
    private final boolean supported;
    private int requestNumber;
    private int lastAssignedTsn;
    private int attempts;
    private int peerNumber;
    private int lastResult = RESULT_BAD_NUMBER;

    /** A request of this packet was looked into: a peer may have one under way (RFC 6525 5.1.1). */
    private boolean served;

    StreamReset(
            DataChannels channels,
            Receiver receiver,
            Sender sender,
            PeerInit peer,
            Components components) {
        this.channels = channels;
        this.receiver = receiver;
        this.sender = sender;
        counters = components.counters();
        timers = components.timers();
        writer = components.writer();
        supported = peer.resetsStreams();
        requestNumber = sender.nextTsn(); // both begin with the initial TSN
        peerNumber = peer.initialTsn();
    }

    int attempts() {
        return attempts;
    }

    /** Asks for the reset of the closing channels that are drained. */
    void start(long nowNanos) {
        if (!resetting.isEmpty()) {
            return;
        }
        channels.takeResets(resetting, STREAMS_PER_REQUEST_MAX);
        if (!supported) {
            resetting.forEach(channels::closedWithoutReset);
            resetting.clear();
        } else if (!resetting.isEmpty()) {
            lastAssignedTsn = sender.nextTsn() - 1;
            attempts = 0;
            request(nowNanos);
        }
    }

    void timedOut(long nowNanos) {
        if (!resetting.isEmpty()) {
            attempts++;
            sender.timeout().backOff();
            request(nowNanos);
        }
    }

    private void request(long nowNanos) {
        int length = REQUEST_BYTES + 2 * resetting.size();
        int at = writer.open(ChunkType.RE_CONFIG, 0, ChunkType.HEADER_BYTES + length);
        byte[] buffer = writer.buffer();
        Wire.put16(buffer, at, ParameterType.OUTGOING_RESET_REQUEST);
        Wire.put16(buffer, at + 2, length);
        Wire.put32(buffer, at + 4, requestNumber);
        Wire.put32(buffer, at + 8, peerNumber - 1);
        Wire.put32(buffer, at + 12, lastAssignedTsn);
        for (int i = 0; i < resetting.size(); i++) {
            Wire.put16(buffer, at + REQUEST_BYTES + 2 * i, resetting.get(i).id);
        }
        timers.start(Timer.STREAM_RESET, nowNanos + sender.timeout().rtoNanos());
    }

    /** All chunks of a packet are processed. */
    void packetEnded() {
        served = false;
    }

    /** A RE-CONFIG chunk: one or two parameters (RFC 6525 section 3.1). */
    void onReConfig(long nowNanos, byte[] bytes, int at, int length) {
        int end = at + length;
        for (int i = 0; i < PARAMETERS_MAX && at + ParameterType.HEADER_BYTES <= end; i++) {
            int type = Wire.u16(bytes, at);
            int size = Wire.u16(bytes, at + 2);
            if (size < ParameterType.HEADER_BYTES + 4 || at + size > end) {
                counters.count(SctpCounter.MALFORMED);
                return;
            }
            if (type == ParameterType.OUTGOING_RESET_REQUEST && size >= REQUEST_BYTES) {
                onRequest(bytes, at, size);
            } else if (type == ParameterType.RECONFIGURATION_RESPONSE && size >= RESPONSE_BYTES) {
                onResponse(nowNanos, Wire.i32(bytes, at + 4), Wire.i32(bytes, at + 8));
            } else if (type > ParameterType.OUTGOING_RESET_REQUEST
                    && type <= ParameterType.ADD_INCOMING_STREAMS) {
                onUnsupported(Wire.i32(bytes, at + 4));
            }
            at += Wire.padded(size);
        }
    }

    private void onRequest(byte[] bytes, int at, int size) {
        int number = Wire.i32(bytes, at + 4);
        boolean again = number == peerNumber - 1 && lastResult == RESULT_IN_PROGRESS;
        if (served && number == peerNumber) {
            respond(number, RESULT_BUSY);
        } else if (number == peerNumber || again) {
            served = true;
            peerNumber = number + 1;
            if (Wire.before(receiver.cumulativeTsn(), Wire.i32(bytes, at + 12))) {
                lastResult = RESULT_IN_PROGRESS;
            } else {
                reset(bytes, at + REQUEST_BYTES, at + size);
                lastResult = RESULT_PERFORMED;
            }
            respond(number, lastResult);
        } else {
            respond(number, number == peerNumber - 1 ? lastResult : RESULT_BAD_NUMBER);
        }
    }

    private void reset(byte[] bytes, int from, int to) {
        if (from + 2 > to) {
            receiver.resetStreams();
            channels.onIncomingResetOfAll();
        }
        for (int i = from; i + 2 <= to; i += 2) {
            int id = Wire.u16(bytes, i);
            receiver.resetStream(id);
            channels.onIncomingReset(id);
        }
    }

    private void onUnsupported(int number) {
        if (number == peerNumber) {
            peerNumber++;
            lastResult = RESULT_DENIED;
        }
        respond(number, number == peerNumber - 1 ? lastResult : RESULT_BAD_NUMBER);
    }

    private void respond(int number, int result) {
        int at = writer.open(ChunkType.RE_CONFIG, 0, ChunkType.HEADER_BYTES + RESPONSE_BYTES);
        byte[] buffer = writer.buffer();
        Wire.put16(buffer, at, ParameterType.RECONFIGURATION_RESPONSE);
        Wire.put16(buffer, at + 2, RESPONSE_BYTES);
        Wire.put32(buffer, at + 4, number);
        Wire.put32(buffer, at + 8, result);
    }

    private void onResponse(long nowNanos, int number, int result) {
        if (resetting.isEmpty() || number != requestNumber) {
            return;
        }
        requestNumber++;
        attempts = 0;
        if (result == RESULT_IN_PROGRESS || result == RESULT_BUSY) {
            // With a new number but the same TSN, or a busy sender would never be done.
            timers.start(Timer.STREAM_RESET, nowNanos + sender.timeout().rtoNanos());
            return;
        }
        timers.stop(Timer.STREAM_RESET);
        List<Channel> answered = List.copyOf(resetting);
        resetting.clear();
        if (result == RESULT_NOTHING || result == RESULT_PERFORMED) {
            answered.forEach(channels::onOutgoingReset);
        } else {
            answered.forEach(channels::closedWithoutReset);
        }
    }

    void clear() {
        resetting.clear();
    }
}
