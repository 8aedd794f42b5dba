package dev.tributary.webrtc.dtls;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One end of a test: a connection and what came out of it; on the loop, but for looking. */
final class Side implements DtlsOutput {
    final DtlsConnection connection;
    final List<byte[]> data = new CopyOnWriteArrayList<>();
    final List<byte[]> sent = new CopyOnWriteArrayList<>();
    volatile Consumer<byte[]> network = datagram -> {};
    volatile boolean connected;
    volatile DtlsCloseReason reason;
    private final Thread[] loop = new Thread[1];

    Side(
            DtlsIdentity identity,
            DtlsConfig config,
            boolean client,
            byte[] peerFingerprint,
            DtlsWorkers workers) {
        connection = new DtlsConnection(identity, config, client, peerFingerprint, workers, this);
    }

    private void onLoop() {
        if (loop[0] == null) {
            loop[0] = Thread.currentThread();
        }
        if (loop[0] != Thread.currentThread()) {
            throw new AssertionError("called on " + Thread.currentThread());
        }
    }

    @Override
    public void datagram(byte[] bytes, int offset, int length) {
        onLoop();
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        sent.add(copy);
        network.accept(copy);
    }

    @Override
    public void connected() {
        onLoop();
        if (connected || reason != null) {
            throw new AssertionError("connected twice or after the end");
        }
        connected = true;
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        onLoop();
        if (!connected || reason != null) {
            throw new AssertionError("data outside of the connection");
        }
        data.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void closed(DtlsCloseReason why) {
        onLoop();
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
