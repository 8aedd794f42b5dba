package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The upper layer's first datagrams, when they come before there is a pair to answer over: a peer
 * may begin as soon as we answered its check, and if they were dropped its timer would set the pace
 * (one second, doubling, in most). Bounded: a ClientHello is one datagram or two.
 */
final class EarlyData {
    /** A first flight in two datagrams, and its repetition. */
    static final int DATAGRAMS_MAX = 4;

    /** Longer ones are no part of a handshake: it is cut to fit any path. */
    static final int DATAGRAM_BYTES_MAX = 1_500;

    /** The first byte of a DTLS record of the handshake (RFC 6347 section 4.1). */
    private static final int HANDSHAKE = 22;

    private static final class Datagram {
        final Base base;
        final InetSocketAddress source;
        final byte[] bytes;

        Datagram(Base base, InetSocketAddress source, byte[] bytes) {
            this.base = base;
            this.source = source;
            this.bytes = bytes;
        }
    }

    private final IceSession session;
    private final ArrayDeque<Datagram> datagrams = new ArrayDeque<>();

    EarlyData(IceSession session) {
        this.session = session;
    }

    /** Whether a datagram belongs to a handshake, by its first byte and its length. */
    static boolean mayWait(byte first, int length) {
        return first == HANDSHAKE && length <= DATAGRAM_BYTES_MAX;
    }

    /** Keeps a datagram, instead of the oldest one if there are too many. */
    void add(Base base, InetSocketAddress source, byte[] bytes, int offset, int length) {
        if (datagrams.size() == DATAGRAMS_MAX) {
            datagrams.remove();
            session.count(IceCount.UNVALIDATED_DATA);
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        datagrams.add(new Datagram(base, source, copy));
    }

    /** Hands over those whose path is valid, and forgets the others. */
    void deliver(CheckList list) {
        while (!datagrams.isEmpty()) {
            Datagram datagram = datagrams.remove();
            if (list.find(datagram.base, datagram.source).filter(Pair::isValid).isPresent()) {
                session.output.data(datagram.bytes, 0, datagram.bytes.length);
            } else {
                session.count(IceCount.UNVALIDATED_DATA);
            }
        }
    }
}
