package dev.tributary.webrtc.sctp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Throughput and losses between two threads over real UDP sockets on loopback, with the socket
 * buffers that the system gives: run {@code main}. The argument is the burst limit in packets.
 */
final class LoopbackMeasurement implements SctpOutput {
    private static final int MESSAGE_BYTES = 16_384;
    private static final int RUNS = 5;
    private static final long RUN_MILLIS = 3_000;

    private final DatagramChannel socket = DatagramChannel.open();
    private final Selector selector = Selector.open();
    private final SctpAssociation association;
    private final AtomicLong receivedBytes = new AtomicLong();
    private final AtomicLong packetsIn = new AtomicLong();
    private final AtomicLong packetsOut = new AtomicLong();

    private LoopbackMeasurement(SctpConfig config, SctpRole role, int seed) throws IOException {
        association = new SctpAssociation(config, role, new Random(seed), this);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ);
    }

    /** Prints one line for each run. */
    public static void main(String[] arguments) throws Exception {
        int burst = arguments.length == 0 ? 32 : Integer.parseInt(arguments[0]);
        for (int run = 0; run < RUNS; run++) {
            measure(withBurst(burst));
        }
    }

    private static SctpConfig withBurst(int packets) {
        SctpConfig d = SctpConfig.defaults();
        return new SctpConfig(
                d.port(),
                d.mtuBytes(),
                d.messageBytesMax(),
                d.receiveWindowBytes(),
                d.sendBufferBytes(),
                d.channelsMax(),
                d.rtoInitialNanos(),
                d.rtoMinNanos(),
                d.rtoMaxNanos(),
                d.retransmissionsMax(),
                d.ackDelayNanos(),
                d.heartbeatIntervalNanos(),
                d.initialWindowPackets(),
                packets);
    }

    private static void measure(SctpConfig config) throws Exception {
        LoopbackMeasurement a = new LoopbackMeasurement(config, SctpRole.CLIENT, 1);
        LoopbackMeasurement b = new LoopbackMeasurement(config, SctpRole.SERVER, 2);
        a.socket.connect(b.socket.getLocalAddress());
        b.socket.connect(a.socket.getLocalAddress());
        AtomicBoolean stop = new AtomicBoolean();
        Thread receiver = new Thread(() -> b.loop(stop, false));
        Thread sender = new Thread(() -> a.loop(stop, true));
        receiver.start();
        sender.start();
        Thread.sleep(RUN_MILLIS);
        stop.set(true);
        sender.join();
        receiver.join();
        System.out.printf(
                "burst %d: %.0f Mbit/s, %d packets, %d lost, %d timeouts, rtt %d us, buffer %d%n",
                config.burstPackets(),
                b.receivedBytes.get() * 8e-3 / RUN_MILLIS,
                a.packetsOut.get(),
                a.packetsOut.get() - b.packetsIn.get(),
                a.association.counter(SctpCounter.TIMEOUTS),
                a.association.path().rttNanos() / 1_000,
                b.socket.getOption(StandardSocketOptions.SO_RCVBUF));
        a.socket.close();
        b.socket.close();
    }

    private void loop(AtomicBoolean stop, boolean sends) {
        try {
            long start = System.nanoTime();
            association.openNegotiated(0, 1, "data", false);
            association.connect(0);
            ByteBuffer buffer = ByteBuffer.allocate(2_048);
            byte[] message = new byte[MESSAGE_BYTES];
            while (!stop.get()) {
                long now = System.nanoTime() - start;
                while (sends
                        && association.bufferedAmount(1) < 8 * MESSAGE_BYTES
                        && association.send(now, 1, message, true)) {
                    // until the buffer is full
                }
                while (socket.read(buffer.clear()) > 0) {
                    packetsIn.incrementAndGet();
                    association.onPacket(
                            System.nanoTime() - start, buffer.array(), 0, buffer.position());
                }
                long wait = association.nextDeadlineNanos() - (System.nanoTime() - start);
                if (wait > 0) {
                    selector.selectedKeys().clear();
                    if (wait < 1_000_000) {
                        selector.selectNow();
                    } else {
                        selector.select(Math.min(100, wait / 1_000_000));
                    }
                }
                association.onTimer(System.nanoTime() - start);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void packet(byte[] bytes, int offset, int length) {
        try {
            packetsOut.incrementAndGet();
            socket.write(ByteBuffer.wrap(bytes, offset, length));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void connected() {}

    @Override
    public void channelOpen(int id, String label, String protocol) {}

    @Override
    public void message(int id, byte[] payload, boolean binary) {
        receivedBytes.addAndGet(payload.length);
    }

    @Override
    public void channelClosed(int id) {}

    @Override
    public void bufferedAmountLow(int id) {}

    @Override
    public void closed(SctpCloseReason reason) {}
}
