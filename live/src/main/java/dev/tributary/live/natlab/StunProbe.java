package dev.tributary.live.natlab;

import dev.tributary.webrtc.stun.MalformedStunException;
import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunMessage;
import dev.tributary.webrtc.stun.StunWriter;
import dev.tributary.webrtc.stun.TransactionId;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;

/** One socket of a host that finds out what is before it; blocking. */
final class StunProbe implements AutoCloseable {
    /** What a stranger on another port of the first server's address writes. */
    static final byte PORT_MARK = 'p';

    /** What a stranger on another address writes. */
    static final byte ADDRESS_MARK = 'a';

    private static final int TRIES = 3;
    private static final int ANSWER_MILLIS = 400;
    private static final int STRANGERS_MILLIS = 600;
    private static final int DATAGRAM_MAX = 1_500;

    private final SecureRandom random = new SecureRandom();
    private final DatagramSocket socket;
    private boolean heardPort;
    private boolean heardAddress;

    StunProbe(InetAddress local) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(local, 0));
    }

    /**
     * Does all tests.
     *
     * @param servers the first, one on another port of its address, one on another address
     * @param strangers told how the first server sees the socket, so that they write to it
     */
    Sighting sighting(List<InetSocketAddress> servers, Consumer<String> strangers)
            throws IOException {
        String first = seenBy(servers.get(0));
        strangers.accept(first);
        if (!first.equals(Sighting.NOTHING)) {
            await(null, STRANGERS_MILLIS);
        }
        // Whom the socket writes to may write to it: only now the other two.
        boolean byPort = heardPort;
        boolean byAddress = heardAddress;
        return new Sighting(
                Words.text((InetSocketAddress) socket.getLocalSocketAddress()),
                first,
                seenBy(servers.get(1)),
                seenBy(servers.get(2)),
                byPort,
                byAddress);
    }

    private String seenBy(InetSocketAddress server) throws IOException {
        TransactionId id = TransactionId.random(random::nextInt);
        byte[] request = new StunWriter(StunClass.REQUEST, id).toBytes();
        String seen = Sighting.NOTHING;
        for (int i = 0; i < TRIES && seen.equals(Sighting.NOTHING); i++) {
            socket.send(new DatagramPacket(request, request.length, server));
            seen = await(id, ANSWER_MILLIS);
        }
        return seen;
    }

    /** Takes in what comes until the answer, or for the whole time. */
    private String await(TransactionId id, int millis) throws IOException {
        long until = System.nanoTime() + millis * 1_000_000L;
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
        while (true) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Sighting.NOTHING;
            }
            socket.setSoTimeout((int) left);
            try {
                packet.setLength(DATAGRAM_MAX);
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return Sighting.NOTHING;
            }
            String seen = seen(packet, id);
            if (!seen.equals(Sighting.NOTHING)) {
                return seen;
            }
        }
    }

    private String seen(DatagramPacket packet, TransactionId id) {
        if (packet.getLength() == 1) {
            heardPort |= packet.getData()[0] == PORT_MARK;
            heardAddress |= packet.getData()[0] == ADDRESS_MARK;
            return Sighting.NOTHING;
        }
        try {
            StunMessage answer = StunMessage.decode(packet.getData(), 0, packet.getLength());
            boolean ours =
                    answer.transactionId().equals(id)
                            && answer.has(StunAttribute.XOR_MAPPED_ADDRESS);
            return ours ? Words.text(answer.mappedAddress()) : Sighting.NOTHING;
        } catch (MalformedStunException e) {
            return Sighting.NOTHING;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
