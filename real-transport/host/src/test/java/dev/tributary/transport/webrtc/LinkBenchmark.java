package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkSide;
import dev.tributary.webrtc.ice.IceTimings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How fast links open and carry, through the transport and by the library alone; both ends on one
 * thread. Arguments: repetitions, megabytes in each. Prints medians of repetitions that take turns.
 */
final class LinkBenchmark {
    private static final int[] SIZES = {16_000, 60_000};
    private static final int OPENINGS_PER_REPETITION = 20;
    private static final int OPENINGS_WARM = 100;

    private final WebRtcConfig config =
            Rtc.config(IceTimings.defaults()).withDatagramsPerSecondMax(1_000_000);
    private final long bytes;

    private LinkBenchmark(long bytes) {
        this.bytes = bytes;
    }

    /**
     * A repetition.
     *
     * @param megabytesPerSecond of wall clock
     * @param cpuSecondsPerGigabyte of the process
     */
    private record Speed(double megabytesPerSecond, double cpuSecondsPerGigabyte) {
        static Speed of(long bytes, long nanos, long cpuNanos) {
            return new Speed(bytes * 1e3 / nanos, (double) cpuNanos / bytes);
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        long megabytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100;
        new LinkBenchmark(megabytes * 1_000_000).run(repetitions);
    }

    private void run(int repetitions) throws IOException {
        List<Double> trickle = new ArrayList<>();
        List<Double> full = new ArrayList<>();
        openings(OPENINGS_WARM, new ArrayList<>(), new ArrayList<>());
        List<List<Speed>> transport = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Speed>> bare = List.of(new ArrayList<>(), new ArrayList<>());
        for (int repetition = -1; repetition < repetitions; repetition++) {
            openings(OPENINGS_PER_REPETITION, trickle, full);
            for (int i = 0; i < SIZES.length; i++) {
                Speed bareSpeed = bare(SIZES[i]);
                Speed transportSpeed = transport(SIZES[i]);
                if (repetition >= 0) {
                    bare.get(i).add(bareSpeed);
                    transport.get(i).add(transportSpeed);
                }
            }
        }
        System.out.printf(
                "offer to open, p50: trickle %.1f ms, full %.1f ms (%d each)%n",
                median(trickle), median(full), full.size());
        for (int i = 0; i < SIZES.length; i++) {
            print("bare library", SIZES[i], bare.get(i));
            print("transport", SIZES[i], transport.get(i));
            double ratio = speed(transport.get(i)) / speed(bare.get(i));
            System.out.printf(
                    "  transport / bare: %.2f in speed, %.2f in CPU%n",
                    ratio, cpu(transport.get(i)) / cpu(bare.get(i)));
        }
    }

    private static void print(String what, int size, List<Speed> speeds) {
        var all = speeds.stream().mapToDouble(Speed::megabytesPerSecond).summaryStatistics();
        System.out.printf(
                "%s, %d bytes: %.1f MB/s (%.1f to %.1f), %.2f CPU-s/GB, %d repetitions%n",
                what, size, speed(speeds), all.getMin(), all.getMax(), cpu(speeds), speeds.size());
    }

    private static double speed(List<Speed> speeds) {
        return median(speeds.stream().map(Speed::megabytesPerSecond).toList());
    }

    private static double cpu(List<Speed> speeds) {
        return median(speeds.stream().map(Speed::cpuSecondsPerGigabyte).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private void openings(int count, List<Double> trickle, List<Double> full) {
        try (LinkBed bed = new LinkBed()) {
            LinkSide a = bed.add(e -> Rtc.transport(bed, e, config, Rtc.loopback(bed)));
            LinkSide b = bed.add(e -> Rtc.transport(bed, e, config, Rtc.loopback(bed)));
            for (int i = 0; i < 2 * count; i++) {
                boolean trickles = i % 2 == 0;
                long began = System.nanoTime();
                check(bed.open(a, 0, b, 0, trickles));
                (trickles ? trickle : full).add((System.nanoTime() - began) / 1e6);
                bed.run(() -> a.transport().close(0, CloseReason.UNUSED));
                check(bed.await(() -> held(a) + held(b) == 0));
            }
        }
    }

    private static int held(LinkSide side) {
        return ((WebRtcTransport) side.transport()).held();
    }

    /** Sends as fast as a link takes; whoever receives makes the sender go on. */
    private Speed transport(int size) {
        try (LinkBed bed = new LinkBed()) {
            LinkSide a = bed.add(e -> Rtc.transport(bed, e, config, Rtc.loopback(bed)));
            LinkSide b = bed.add(e -> Rtc.transport(bed, e, config, Rtc.loopback(bed)));
            check(bed.open(a, 0, b, 0, true));
            long[] left = {bytes};
            byte[] message = new byte[size];
            Runnable pump =
                    () -> {
                        boolean accepted = true;
                        while (accepted) {
                            accepted = a.transport().send(0, message, true);
                        }
                    };
            b.listen(
                    (link, received) -> {
                        left[0] -= received.length;
                        if (left[0] > 0) {
                            pump.run();
                        }
                    });
            long cpu = Resources.cpuNanos();
            long began = System.nanoTime();
            bed.run(pump);
            while (!bed.await(() -> left[0] <= 0)) {
                System.out.println("slow");
            }
            return Speed.of(bytes, System.nanoTime() - began, Resources.cpuNanos() - cpu);
        }
    }

    private Speed bare(int size) throws IOException {
        long[] left = {bytes};
        BareEnd[] sender = new BareEnd[1];
        byte[] message = new byte[size];
        try (BareEnd a = new BareEnd(config, true, received -> {});
                BareEnd b =
                        new BareEnd(
                                config,
                                false,
                                received -> {
                                    left[0] -= received.length;
                                    pump(sender[0], left[0], message);
                                })) {
            sender[0] = a;
            a.meet(b);
            b.meet(a);
            while (!a.isOpen() || !b.isOpen()) {
                a.turn();
                b.turn();
            }
            long cpu = Resources.cpuNanos();
            long began = System.nanoTime();
            pump(a, left[0], message);
            while (left[0] > 0) {
                a.turn();
                b.turn();
            }
            return Speed.of(bytes, System.nanoTime() - began, Resources.cpuNanos() - cpu);
        }
    }

    private static void pump(BareEnd sender, long left, byte[] message) {
        boolean accepted = left > 0;
        while (accepted) {
            accepted = sender.send(message);
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a link failed");
        }
    }
}
