package dev.tributary.transport.net;

import java.net.InetSocketAddress;

/** A UDP socket, or what a laboratory puts in its place; on one event loop. */
public interface DatagramPort extends AutoCloseable {
    /** Takes what comes in, on the event loop; the array is the receiver's to keep. */
    interface Receiver {
        /** A datagram has come. */
        void received(InetSocketAddress from, byte[] bytes);
    }

    /** Returns the address that the host believes to have; resolved. */
    InetSocketAddress local();

    /** Sends a datagram, best effort: it is lost when the socket is closed or the buffer full. */
    void send(InetSocketAddress to, byte[] bytes);

    /** Closes the socket; nothing comes in any more. */
    @Override
    void close();
}
