package dev.tributary.sim.world;

import dev.tributary.sim.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Messages between hosts with equal lines, and the paths between them: the same for the models and
 * for the packets they are checked against.
 */
final class Traffic {
    private static final long SECOND = 1_000_000_000L;

    final int hosts;
    final long up;
    final long down;
    private final long[] pathRates;
    private final long[] pathNanos;
    private final List<Message> messages = new ArrayList<>();

    /** A message of so many bytes between two hosts; numbers count from 0 in order of time. */
    record Message(int number, long nanos, int from, int to, int bytes) {}

    /** Rates in Mbit/s; those of paths are drawn between two bounds, delays between 5 and 40 ms. */
    Traffic(int hosts, long upMbps, long downMbps, double pathLow, double pathHigh) {
        this.hosts = hosts;
        up = upMbps * 1_000_000;
        down = downMbps * 1_000_000;
        RandomStream stream = new RandomStream(hosts);
        pathRates = new long[hosts * hosts];
        pathNanos = new long[hosts * hosts];
        Arrays.setAll(pathRates, i -> (long) (stream.uniform(pathLow, pathHigh) * 1e6));
        Arrays.setAll(pathNanos, i -> (long) (stream.uniform(5, 40) * 1e6));
    }

    int link(Message message) {
        return message.from() * hosts + message.to();
    }

    long pathRate(int link) {
        return pathRates[link];
    }

    long pathNanos(int link) {
        return pathNanos[link];
    }

    List<Message> messages() {
        return messages;
    }

    private void add(long nanos, int from, int to, int bytes) {
        messages.add(new Message(0, nanos, from, to, bytes));
    }

    private Traffic inOrder() {
        messages.sort(Comparator.comparingLong(Message::nanos));
        for (int i = 0; i < messages.size(); i++) {
            Message m = messages.get(i);
            messages.set(i, new Message(i, m.nanos(), m.from(), m.to(), m.bytes()));
        }
        return this;
    }

    /** Every host pushes pieces to hosts drawn at random, Poisson, at a load of its own line. */
    Traffic randomPushes(double load, int bytes, int perHost) {
        RandomStream stream = new RandomStream(7);
        double gap = Attachment.wireBytes(bytes) * 8. * SECOND / up / load;
        for (int from = 0; from < hosts; from++) {
            double now = 0;
            for (int i = 0; i < perHost; i++) {
                now += stream.exponential(gap);
                int to = (from + 1 + stream.nextInt(hosts - 1)) % hosts;
                add((long) now, from, to, bytes);
            }
        }
        return inOrder();
    }

    /** Every host pushes to one other, Poisson, at a load of a rate. */
    Traffic pairs(double load, double mbps, int bytes, int perHost) {
        RandomStream stream = new RandomStream(8);
        double gap = Attachment.wireBytes(bytes) * 8. * 1_000 / mbps / load;
        for (int from = 0; from < hosts; from++) {
            double now = 0;
            for (int i = 0; i < perHost; i++) {
                now += stream.exponential(gap);
                add((long) now, from, (from + 1) % hosts, bytes);
            }
        }
        return inOrder();
    }

    /**
     * Host k pushes slices k, k + hosts, ... of a second each to all others, at a pace; slices are
     * cut into messages of equal size, and each goes to everybody before the next.
     */
    Traffic subStreams(int sliceBytes, int parts, double paceMbps, int rounds) {
        RandomStream stream = new RandomStream(9);
        int bytes = sliceBytes / parts;
        long pace = (long) (bytes * 8_000 / paceMbps);
        for (int slice = 0; slice < rounds * hosts; slice++) {
            int from = slice % hosts;
            long now = slice * SECOND + (long) stream.uniform(0, 2e8);
            for (int part = 0; part < parts; part++) {
                for (int to = 1; to < hosts; to++) {
                    add(now, from, (from + to) % hosts, bytes);
                    now += pace;
                }
            }
        }
        return inOrder();
    }
}
