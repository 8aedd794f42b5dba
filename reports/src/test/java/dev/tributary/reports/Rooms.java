package dev.tributary.reports;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.measure.Bound;
import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Histogram;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.measure.ViewerRow;
import dev.tributary.reports.run.Expected;
import dev.tributary.reports.run.Messages;
import dev.tributary.reports.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Made-up runs: tiny exact ones to calculate by hand, and large plausible ones to look at. */
public final class Rooms {
    private static final double FROM = 120;
    private static final double TO = 720;

    private Rooms() {}

    /** Returns a run of these replications that expects nothing. */
    public static Run run(List<Measurement> replications) {
        return new Run(
                "tiny",
                "A room to calculate by hand.",
                "",
                Run.SIMULATED,
                new Messages("slice", ""),
                "name: tiny\n",
                replications,
                List.of(),
                Map.of(Run.COMMIT, "abc1234", Run.DIRTY, "false"),
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:15Z"));
    }

    /** Returns the same run with other promises. */
    public static Run expecting(Run run, Expected... expected) {
        return new Run(
                run.scenario(),
                run.about(),
                run.sweepLabel(),
                run.world(),
                run.messages(),
                run.scenarioText(),
                run.replications(),
                List.of(expected),
                run.software(),
                run.started(),
                run.ended());
    }

    /** Returns the same run, simulated in other messages. */
    public static Run in(Run run, Messages messages) {
        return new Run(
                run.scenario(),
                run.about(),
                run.sweepLabel(),
                run.world(),
                messages,
                run.scenarioText(),
                run.replications(),
                run.expectations(),
                run.software(),
                run.started(),
                run.ended());
    }

    /** Returns the same run with another name, description and point of a sweep. */
    public static Run named(Run run, String name, String about, String label) {
        return new Run(
                name,
                about,
                label,
                run.world(),
                run.messages(),
                run.scenarioText(),
                run.replications(),
                run.expectations(),
                run.software(),
                run.started(),
                run.ended());
    }

    /** Returns two viewers over 100 s; the first takes {@code peer} of 1000 bytes from peers. */
    public static Measurement tiny(long seed, long peer) {
        ByteCounts first = new ByteCounts(new long[] {peer, 1000 - peer}, 20, 10, 5, 100);
        ByteCounts second = new ByteCounts(new long[] {500, 100, 200, 50, 120, 30}, 0, 0, 15, 400);
        List<ViewerRow> rows =
                List.of(row(1, first, 80, 0, 0, 0.5), row(2, second, 120, 4, 3, 1.5), late(3, 102));
        Histogram latency = new Histogram(10);
        latency.add(2004);
        latency.add(4000);
        return new Measurement(
                seed,
                0,
                100,
                rows,
                List.of(
                        new SeriesPoint(0, 50, 2, 0, 700, 500),
                        new SeriesPoint(50, 100, 2, 1, 1, 9)),
                latency,
                new Bound(0.9, "CDN sub-stream", List.of("cut-p2p at 40 s")),
                2,
                1e6,
                0.5,
                List.of(),
                String.format(java.util.Locale.ROOT, "%016x", seed + 16),
                List.of(
                        new Checkpoint(Checkpoint.EVERY, 40_000_000_000L, -seed),
                        new Checkpoint(66_000, 100_000_000_000L, seed + 16)),
                new Cost(2, 1, 1000, 8000, 2));
    }

    /** Returns a replication in which one viewer waited for a first frame all the time. */
    public static Measurement dark(long seed) {
        Measurement shown = tiny(seed, 0);
        return new Measurement(
                seed,
                0,
                100,
                List.of(late(1, 0)),
                List.of(),
                new Histogram(10),
                shown.bound(),
                1,
                0,
                Double.NaN,
                List.of(),
                shown.traceHash(),
                List.of(),
                shown.cost());
    }

    /** Returns a replication in which nobody was there. */
    public static Measurement empty(long seed) {
        return new Measurement(
                seed,
                0,
                100,
                List.of(),
                List.of(),
                new Histogram(10),
                new Bound(Double.NaN, "nobody"),
                0,
                0,
                Double.NaN,
                List.of(),
                "0000000000000000",
                List.of(),
                new Cost(0, 0, 0, 0, 0));
    }

    private static ViewerRow row(
            int viewer,
            ByteCounts bytes,
            double watched,
            int stalls,
            double stallMax,
            double first) {
        return new ViewerRow(
                viewer,
                who(NatType.FULL_CONE, Access.WIFI, 1),
                1,
                100,
                bytes,
                watched,
                stalls == 0 ? 0 : 6,
                stalls * 2.5,
                stalls,
                stallMax,
                first,
                2,
                4);
    }

    private static ViewerRow late(int viewer, double joined) {
        return new ViewerRow(
                viewer,
                who(NatType.SYMMETRIC, Access.CELLULAR, 2),
                joined,
                110,
                ByteCounts.ZERO,
                0,
                0,
                0,
                0,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    private static Capabilities who(NatType nat, Access access, int isp) {
        return new Capabilities(nat, false, access, Device.PC, 2000, isp, 3);
    }

    /** Returns a plausible evening: {@code viewers} sessions per replication. */
    public static Run evening(int replications, int viewers, double sharing) {
        List<Measurement> all =
                LongStream.rangeClosed(1, replications)
                        .mapToObj(seed -> plausible(seed, viewers, sharing))
                        .toList();
        return new Run(
                "douyu-six",
                "Six sub-streams, ordinary evening audience, China 2020.",
                "",
                Run.SIMULATED,
                new Messages("slice", ""),
                "name: douyu-six\nsystem: douyu\naudience: { viewers: 2000 }\nrun: { seed: 1 }\n",
                all,
                List.of(
                        new Expected("sharingRatio", 0.7, 0.8333),
                        new Expected("stallRatio", Double.NEGATIVE_INFINITY, 0.01),
                        new Expected("latencySeconds.p95", 0, 4)),
                Map.of(Run.COMMIT, "5ed51718c2d0", Run.DIRTY, "false", "java", "17.0.12"),
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:17.3Z"));
    }

    private static Measurement plausible(long seed, int viewers, double sharing) {
        Random random = new Random(seed);
        double shift = random.nextGaussian() * 0.004;
        List<ViewerRow> rows = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            rows.add(session(i, random, sharing + shift));
        }
        Histogram latency = new Histogram(10);
        for (int i = 0; i < viewers * 20; i++) {
            latency.add((long) (1800 + 700 * Math.exp(random.nextGaussian() * 0.5)));
        }
        return new Measurement(
                seed,
                FROM,
                TO,
                rows,
                series(random, viewers, sharing + shift),
                latency,
                new Bound(0.8333, "CDN sub-stream"),
                viewers * 0.6,
                viewers * 0.7e6 * (1 + random.nextDouble() * 0.05),
                2 + random.nextDouble(),
                List.of(),
                String.format(java.util.Locale.ROOT, "%016x", random.nextLong()),
                List.of(),
                new Cost(6.1, 2.4, 4_600_000 + random.nextInt(9999), viewers * 5200L, viewers));
    }

    private static ViewerRow session(int viewer, Random random, double sharing) {
        NatType nat = NatType.values()[Math.min(6, (int) Math.abs(random.nextGaussian() * 3 + 3))];
        Access access = Access.values()[random.nextInt(3)];
        Device device =
                access == Access.CELLULAR ? Device.PHONE : Device.values()[random.nextInt(3)];
        int isp = (int) (random.nextDouble() * random.nextDouble() * 20);
        Capabilities who =
                new Capabilities(
                        nat, random.nextInt(3) > 0, access, device, 8000, isp, random.nextInt(4));
        double joined = random.nextDouble() * TO;
        double left = Math.min(TO, joined + 60 + random.nextDouble() * 900);
        double seconds = Math.max(0, left - Math.max(joined, FROM));
        long useful = (long) (seconds * 2.5e6 / 8);
        boolean hard = nat == NatType.SYMMETRIC || nat == NatType.UDP_BLOCKED;
        double own = Math.min(1, sharing + random.nextGaussian() * 0.08 - (hard ? 0.1 : 0));
        long peer = (long) (useful * Math.max(0, own));
        long cdn = useful - peer;
        long uploaded = access == Access.CELLULAR ? 0 : (long) (peer * 1.5 * random.nextDouble());
        int stalls = random.nextInt(12) == 0 ? 1 + random.nextInt(2) : 0;
        double first = 0.35 + 0.5 * Math.exp(random.nextGaussian() * 0.6);
        ByteCounts bytes =
                new ByteCounts(
                        new long[] {
                            peer,
                            cdn * 6 / 10,
                            cdn / 10,
                            cdn / 20,
                            cdn / 5,
                            cdn - cdn * 6 / 10 - cdn / 10 - cdn / 20 - cdn / 5
                        },
                        peer / 200,
                        cdn / 50,
                        useful / 100,
                        uploaded);
        return new ViewerRow(
                viewer,
                who,
                joined,
                left,
                bytes,
                seconds,
                0,
                stalls * 1.2,
                stalls,
                stalls * 0.9,
                first,
                2.6,
                4.4);
    }

    private static List<SeriesPoint> series(Random random, int viewers, double sharing) {
        List<SeriesPoint> out = new ArrayList<>();
        for (int t = 0; t < TO; t += 5) {
            double grown = 1 - Math.exp(-(t + 5) / 60.0);
            int present = (int) (viewers * 0.6 * grown + random.nextGaussian() * 8);
            long bytes = (long) (Math.max(0, present) * 5 * 2.5e6 / 8);
            double share = sharing * (1 - Math.exp(-(t + 5) / 25.0)) + random.nextGaussian() * 0.01;
            long peer = (long) (bytes * Math.max(0, share));
            out.add(
                    new SeriesPoint(
                            t, t + 5, Math.max(0, present), random.nextInt(9), peer, bytes - peer));
        }
        return out;
    }
}
