package dev.tributary.webrtc.sctp;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;

/**
 * Megabytes of payload for each CPU second of both ends together, without DTLS and sockets: run
 * {@code main}. Packets are copied once on their way, as DTLS would.
 */
final class ThroughputMeasurement implements SctpOutput {
    private static final int PASSES = 6;
    private static final long PASS_BYTES = 1L << 30;
    private static final long TURN_NANOS = 100_000;

    private final SctpAssociation association;
    private final ArrayDeque<byte[]> packets = new ArrayDeque<>();
    private long receivedBytes;

    private ThroughputMeasurement(SctpRole role, int seed) {
        association = new SctpAssociation(SctpConfig.defaults(), role, new Random(seed), this);
    }

    /** Prints one line for each pass and message size. */
    public static void main(String[] arguments) {
        for (int size : new int[] {16_384, 61_440, 1_000}) {
            for (int pass = 0; pass < PASSES; pass++) {
                measure(size);
            }
        }
    }

    private static void measure(int size) {
        ThroughputMeasurement a = new ThroughputMeasurement(SctpRole.CLIENT, 1);
        ThroughputMeasurement b = new ThroughputMeasurement(SctpRole.SERVER, 2);
        a.association.openNegotiated(0, 1, "data", false);
        b.association.openNegotiated(0, 1, "data", false);
        a.association.connect(0);
        byte[] message = new byte[size];
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpuFrom = threads.getCurrentThreadCpuTime();
        long allocatedFrom = threads.getCurrentThreadAllocatedBytes();
        long now = 0;
        while (b.receivedBytes < PASS_BYTES) {
            now += TURN_NANOS;
            while (a.association.send(now, 1, message, true)) {
                // until the buffer is full
            }
            a.deliver(now, b);
            b.deliver(now, a);
            a.association.onTimer(now);
            b.association.onTimer(now);
        }
        double seconds = (threads.getCurrentThreadCpuTime() - cpuFrom) / 1e9;
        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedFrom;
        long sent = a.association.counter(SctpCounter.PACKETS_SENT);
        System.out.printf(
                "%d B messages: %.0f MB per CPU second, %d packets, %.0f bytes allocated each%n",
                size, b.receivedBytes / 1e6 / seconds, sent, (double) allocated / sent);
    }

    private void deliver(long now, ThroughputMeasurement to) {
        while (!packets.isEmpty()) {
            byte[] packet = packets.remove();
            to.association.onPacket(now, packet, 0, packet.length);
        }
    }

    @Override
    public void packet(byte[] bytes, int offset, int length) {
        packets.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void connected() {}

    @Override
    public void channelOpen(int id, String label, String protocol) {}

    @Override
    public void message(int id, byte[] payload, boolean binary) {
        receivedBytes += payload.length;
    }

    @Override
    public void channelClosed(int id) {}

    @Override
    public void bufferedAmountLow(int id) {}

    @Override
    public void closed(SctpCloseReason reason) {
        throw new IllegalStateException("closed: " + reason);
    }
}
