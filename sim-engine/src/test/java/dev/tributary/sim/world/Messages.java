package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.FairShareLink;
import dev.tributary.sim.net.FluidLink;
import dev.tributary.sim.world.Traffic.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The models of the simulated world on the same traffic, put together as {@link Attachment}. */
final class Messages {
    private final Traffic traffic;
    private final List<FluidLink> paths;
    private final List<FluidLink> downlinks;
    private final long[] pathFreeNanos;
    private final List<Crossing> crossings = new ArrayList<>();

    /** A message whose first and last bit reach the downlink. */
    private record Crossing(Message message, long first, long nanos) {}

    private Messages(Traffic traffic) {
        this.traffic = traffic;
        pathFreeNanos = new long[traffic.hosts * traffic.hosts];
        paths =
                IntStream.range(0, traffic.hosts * traffic.hosts)
                        .mapToObj(link -> new FluidLink(traffic.pathRate(link)))
                        .toList();
        downlinks =
                IntStream.range(0, traffic.hosts)
                        .mapToObj(host -> new FluidLink(traffic.down))
                        .toList();
    }

    /** Returns when each message has arrived. */
    static long[] arrivals(Traffic traffic, boolean fairShare) {
        Messages messages = new Messages(traffic);
        for (int host = 0; host < traffic.hosts; host++) {
            if (fairShare) {
                messages.fairShare(host);
            } else {
                messages.fifo(host);
            }
        }
        return messages.received();
    }

    private void fifo(int host) {
        AccessLink line = new AccessLink(traffic.up);
        for (Message message : traffic.messages()) {
            if (message.from() == host) {
                long bytes = Attachment.wireBytes(message.bytes());
                long first = message.nanos() + line.queueNanos(message.nanos());
                cross(message, first, line.enqueue(message.nanos(), bytes));
            }
        }
    }

    private void fairShare(int host) {
        FairShareLink<Message> line = new FairShareLink<>(traffic.up);
        for (Message message : traffic.messages()) {
            if (message.from() == host) {
                runTo(line, message.nanos());
                int link = traffic.link(message);
                long bytes = Attachment.wireBytes(message.bytes());
                line.enqueue(
                        message.nanos(), paths.get(link), traffic.pathRate(link), bytes, message);
            }
        }
        runTo(line, Time.NEVER - 1);
    }

    private void runTo(FairShareLink<Message> line, long nanos) {
        while (line.nextNanos() <= nanos) {
            long now = line.nextNanos();
            line.depart(now, (message, start) -> cross(message, start, now));
        }
    }

    private void cross(Message message, long first, long last) {
        int link = traffic.link(message);
        long begins = Math.max(pathFreeNanos[link], first);
        long bytes = Attachment.wireBytes(message.bytes());
        long out = paths.get(link).pass(first, last, bytes);
        pathFreeNanos[link] = out;
        long delay = traffic.pathNanos(link);
        crossings.add(new Crossing(message, begins + delay, out + delay));
    }

    private long[] received() {
        long[] arrivals = new long[crossings.size()];
        crossings.sort(Comparator.comparingLong(Crossing::nanos));
        for (Crossing each : crossings) {
            Message message = each.message();
            long bytes = Attachment.wireBytes(message.bytes());
            arrivals[message.number()] =
                    downlinks.get(message.to()).pass(each.first(), each.nanos(), bytes);
        }
        return arrivals;
    }
}
