package dev.tributary.sim.world;

import dev.tributary.sim.world.Traffic.Message;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The reference: every packet on its own. A host's line sends them one by one, first come first
 * served, or in turn from each link that has one and whose pace allows it. Path and downlink store
 * packets and forward them in order of arrival. A message has arrived with its last packet.
 */
final class Packets {
    private final Traffic traffic;
    private final boolean roundRobin;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
    private final List<Line> lines;
    private final long[] pathFree;
    private final long[] downFree;
    private final long[] arrivals;
    private long now;
    private long count;

    private record Packet(Message message, int bytes) {}

    private record Event(long nanos, long number, Runnable what) {}

    private Packets(Traffic traffic, boolean roundRobin) {
        this.traffic = traffic;
        this.roundRobin = roundRobin;
        lines = IntStream.range(0, traffic.hosts).mapToObj(i -> new Line()).toList();
        pathFree = new long[traffic.hosts * traffic.hosts];
        downFree = new long[traffic.hosts];
        arrivals = new long[traffic.messages().size()];
    }

    /** Returns when each message has arrived. */
    static long[] arrivals(Traffic traffic, boolean roundRobin) {
        Packets packets = new Packets(traffic, roundRobin);
        for (Message message : traffic.messages()) {
            packets.at(message.nanos(), () -> packets.lines.get(message.from()).send(message));
        }
        while (!packets.events.isEmpty()) {
            Event event = packets.events.remove();
            packets.now = event.nanos();
            event.what().run();
        }
        return packets.arrivals;
    }

    private void at(long nanos, Runnable what) {
        events.add(new Event(nanos, count++, what));
    }

    private static long nanos(int bytes, long bitsPerSecond) {
        return (bytes * 8_000_000_000L + bitsPerSecond - 1) / bitsPerSecond;
    }

    /** A host's uplink; first in first out is one queue without a pace. */
    private final class Line {
        private final List<ArrayDeque<Packet>> queues =
                IntStream.range(0, roundRobin ? traffic.hosts : 1)
                        .mapToObj(i -> new ArrayDeque<Packet>())
                        .toList();
        private final long[] eligible = new long[queues.size()];
        private int turn;
        private long freeNanos;
        private long wakeNanos = Long.MAX_VALUE;

        void send(Message message) {
            for (int left = message.bytes(); left > 0; left -= Attachment.PACKET_PAYLOAD) {
                int bytes = Math.min(left, Attachment.PACKET_PAYLOAD) + Attachment.PACKET_OVERHEAD;
                queues.get(roundRobin ? message.to() : 0).add(new Packet(message, bytes));
            }
            serve();
        }

        private void serve() {
            long next = Long.MAX_VALUE;
            for (int i = 0; i < queues.size() && freeNanos <= now; i++) {
                int queue = (turn + i) % queues.size();
                if (!queues.get(queue).isEmpty()) {
                    if (eligible[queue] <= now) {
                        transmit(queue);
                    } else {
                        next = Math.min(next, eligible[queue]);
                    }
                }
            }
            wake(freeNanos > now ? freeNanos : next);
        }

        private void wake(long nanos) {
            if (nanos < wakeNanos) {
                wakeNanos = nanos;
                at(nanos, () -> awake(nanos));
            }
        }

        private void awake(long nanos) {
            if (wakeNanos == nanos) {
                wakeNanos = Long.MAX_VALUE;
                serve();
            }
        }

        /** A link that had to wait for the line may catch up by one packet. */
        private void transmit(int queue) {
            Packet packet = queues.get(queue).remove();
            turn = queue + 1;
            freeNanos = now + nanos(packet.bytes(), traffic.up);
            if (roundRobin) {
                long pace = nanos(packet.bytes(), traffic.pathRate(traffic.link(packet.message())));
                eligible[queue] = Math.max(eligible[queue] + pace, now);
            }
            at(freeNanos, () -> path(packet));
        }
    }

    private void path(Packet packet) {
        int link = traffic.link(packet.message());
        pathFree[link] =
                Math.max(pathFree[link], now) + nanos(packet.bytes(), traffic.pathRate(link));
        at(pathFree[link] + traffic.pathNanos(link), () -> down(packet));
    }

    private void down(Packet packet) {
        int to = packet.message().to();
        downFree[to] = Math.max(downFree[to], now) + nanos(packet.bytes(), traffic.down);
        arrivals[packet.message().number()] = downFree[to];
    }
}
