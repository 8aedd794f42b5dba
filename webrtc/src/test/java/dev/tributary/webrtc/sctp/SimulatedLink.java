package dev.tributary.webrtc.sctp;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** One direction of a network in virtual time: rate, queue, delay, jitter, loss, duplication. */
final class SimulatedLink {
    private static final class Flight {
        final long arrivalNanos;
        final long sequence;
        final byte[] packet;

        Flight(long arrivalNanos, long sequence, byte[] packet) {
            this.arrivalNanos = arrivalNanos;
            this.sequence = sequence;
            this.packet = packet;
        }
    }

    long delayNanos = 10_000_000;
    long jitterNanos;
    double loss;
    double duplication;

    /** Bits per second, 0 for no limit. */
    long rate;

    int queueBytes = Integer.MAX_VALUE;

    /** Larger packets are swallowed. */
    int largestBytes = Integer.MAX_VALUE;

    /** Packets from this one on, counted from 0, are lost as long as the number lasts. */
    int dropNext;

    long sentPackets;
    long droppedPackets;
    long biggestQueueBytes;

    private final SplittableRandom random;
    private final PriorityQueue<Flight> flights =
            new PriorityQueue<>(
                    (x, y) ->
                            x.arrivalNanos != y.arrivalNanos
                                    ? Long.compare(x.arrivalNanos, y.arrivalNanos)
                                    : Long.compare(x.sequence, y.sequence));
    private long sequence;
    private long freeNanos;

    SimulatedLink(long seed) {
        random = new SplittableRandom(seed);
    }

    void send(long nowNanos, byte[] packet) {
        sentPackets++;
        if (dropNext > 0) {
            dropNext--;
            droppedPackets++;
            return;
        }
        if (packet.length > largestBytes) {
            droppedPackets++;
            return;
        }
        long departureNanos = nowNanos;
        if (rate > 0) {
            long backlog = Math.max(0, freeNanos - nowNanos) * rate / 8 / 1_000_000_000L;
            if (backlog + packet.length > queueBytes) {
                droppedPackets++;
                return;
            }
            biggestQueueBytes = Math.max(biggestQueueBytes, backlog + packet.length);
            freeNanos = Math.max(freeNanos, nowNanos) + packet.length * 8L * 1_000_000_000L / rate;
            departureNanos = freeNanos;
        }
        if (random.nextDouble() < loss) {
            droppedPackets++;
            return;
        }
        launch(departureNanos, packet);
        if (random.nextDouble() < duplication) {
            launch(departureNanos, packet);
        }
    }

    private void launch(long departureNanos, byte[] packet) {
        long jitter = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos);
        flights.add(new Flight(departureNanos + delayNanos + jitter, sequence++, packet));
    }

    long nextNanos() {
        return flights.isEmpty() ? Long.MAX_VALUE : flights.peek().arrivalNanos;
    }

    byte[] arrival() {
        return flights.remove().packet;
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }
}
