package dev.tributary.transport.net;

import java.util.List;

/** Opens the sockets of one link: one for each address that a peer may reach. */
public interface DatagramPorts {
    /** Most sockets of a link. */
    int PORTS_MAX = 8;

    /**
     * Opens sockets.
     *
     * @param receivers gets a receiver for each socket, which is named by its place in the list
     * @return the sockets, at most {@link #PORTS_MAX}; empty when none could be opened
     */
    List<DatagramPort> open(Receivers receivers);

    /** Makes the receiver of a socket. */
    interface Receivers {
        /** Returns who takes what comes in at the socket of a number, from 0. */
        DatagramPort.Receiver of(int number);
    }
}
