package dev.tributary.webrtc.dtls;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One end of a test: a connection and what came out of it. */
final class Side implements DtlsOutput {
    final DtlsConnection connection;
    final List<byte[]> data = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    Consumer<byte[]> network = datagram -> {};
    Runnable onConnected = () -> {};
    boolean connected;
    DtlsCloseReason reason;

    Side(DtlsIdentity identity, DtlsConfig config, boolean client, byte[] peerFingerprint) {
        connection =
                new DtlsConnection(
                        identity, config, client, peerFingerprint, new SecureRandom(), this);
    }

    @Override
    public void datagram(byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        sent.add(copy);
        network.accept(copy);
    }

    @Override
    public void connected() {
        if (connected || reason != null) {
            throw new AssertionError("connected twice or after the end");
        }
        connected = true;
        onConnected.run();
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        if (!connected || reason != null) {
            throw new AssertionError("data outside of the connection");
        }
        data.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void closed(DtlsCloseReason why) {
        if (reason != null) {
            throw new AssertionError("closed twice");
        }
        reason = why;
    }

    void receive(long nowNanos, byte... datagram) {
        connection.onDatagram(nowNanos, datagram, 0, datagram.length);
    }

    boolean send(long nowNanos, byte... bytes) {
        return connection.send(nowNanos, bytes, 0, bytes.length);
    }
}
