package dev.tributary.webrtc.stun;

import java.net.InetSocketAddress;
import java.util.function.IntSupplier;

/**
 * Answers STUN Binding requests and nothing else, keeping no state but the reply rates.
 *
 * <p>It must be useless to a reflector: no SOFTWARE, no error replies, silence towards anything
 * unexpected, at most 24 bytes more than the request, and limited rates.
 */
public final class StunServer {
    /** What {@link #reply} returns when the server stays silent. */
    public static final byte[] SILENCE = {};

    /** Below it live services that a reply could confuse; no NAT of interest maps there. */
    private static final int SOURCE_PORT_MIN = 1_024;

    private final ReplyLimit limit;
    private long answered;
    private long ignored;
    private long limited;

    /** The entropy keys the table of rates, so that nobody can aim at another's bucket. */
    public StunServer(IntSupplier entropy) {
        long high = entropy.getAsInt();
        limit = new ReplyLimit((high << 32) | (entropy.getAsInt() & 0xffff_ffffL));
    }

    /** Takes a datagram and returns the datagram for its sender, or {@link #SILENCE}. */
    public byte[] onDatagram(
            long nowNanos, InetSocketAddress source, byte[] bytes, int offset, int length) {
        byte[] reply = reply(source, bytes, offset, length);
        if (reply.length == 0) {
            ignored++;
            return SILENCE;
        }
        if (!limit.tryTake(nowNanos, source.getAddress())) {
            limited++;
            return SILENCE;
        }
        answered++;
        return reply;
    }

    /**
     * The reply as a pure function of the request and its sender, without regard to rates.
     *
     * <p>A request with any attribute that must be understood (USERNAME, say) is not for an open
     * server and meets silence; FINGERPRINT is answered by FINGERPRINT.
     */
    public static byte[] reply(InetSocketAddress source, byte[] bytes, int offset, int length) {
        if (length == 0
                || !StunMessage.isStun(bytes[offset])
                || source.getPort() < SOURCE_PORT_MIN) {
            return SILENCE;
        }
        try {
            StunMessage request = StunMessage.decode(bytes, offset, length);
            if (request.method() != StunMessage.METHOD_BINDING
                    || request.stunClass() != StunClass.REQUEST
                    || request.demandsUnderstanding()) {
                return SILENCE;
            }
            StunWriter reply =
                    new StunWriter(StunClass.SUCCESS, request.transactionId())
                            .mappedAddress(source);
            return request.has(StunAttribute.FINGERPRINT)
                    ? reply.fingerprint().toBytes()
                    : reply.toBytes();
        } catch (MalformedStunException e) {
            return SILENCE;
        }
    }

    /** Replies sent. */
    public long answered() {
        return answered;
    }

    /** Datagrams that were no Binding request of an acceptable form. */
    public long ignored() {
        return ignored;
    }

    /** Requests left unanswered because a rate was used up. */
    public long limited() {
        return limited;
    }
}
