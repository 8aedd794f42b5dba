package dev.tributary.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.room.Capabilities;
import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.SeriesPoint;
import dev.tributary.measure.ViewerRow;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.PoolCensus;
import dev.tributary.sim.world.Simulation;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks V6 and V8 of theory.md 3 on rooms that run the protocol. */
@Tag("slow")
@Tag("model")
final class RoomTheoryTest {
    private static final long RATE = 2_000_000;
    private static final String NETWORK =
            """
            name: theory-room
            about: A room of the theory suite.
            stream: {bitrate: 2 Mbps, keyframeWeight: 1, variation: 0 %}
            """;

    private static final String CHURN =
            """
            system: douyu
            audience:
              viewers: 40
              ramp: 1 s
              sessions: {exponential: 10 s}
              arrivals: poisson
              devices: {pc: 100 %, mobile: 0 %}
            network: {preset: ideal}
            run: {warmUp: 60 s, duration: 300 s, step: 10 s}
            """;

    private static Scenario scenario(String text) {
        try {
            return ScenarioReader.parse(NETWORK + text, "theory-room");
        } catch (ScenarioException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }

    private static Measurement run(String text, long seed) {
        Measurement measured = new Simulation(scenario(text), seed).run();
        assertThat(measured.violations()).isEmpty();
        return measured;
    }

    /** V6: L = lambda W from what the rows say, and both ways of counting bytes agree. */
    @Test
    void littlesLawAndConservation() {
        Sample ratio = Sample.over(10, seed -> little(run(CHURN, seed)));
        ratio.isWithin("V6 L / (lambda W)", .02, 1);
    }

    private static double little(Measurement measured) {
        double from = measured.fromSeconds();
        double to = measured.toSeconds();
        double present = 0;
        double visits = 0;
        int left = 0;
        int came = 0;
        for (ViewerRow row : measured.viewers()) {
            present += row.leftSeconds() - Math.max(from, row.joinedSeconds());
            came += row.joinedSeconds() > from ? 1 : 0;
            if (row.leftSeconds() < to) {
                left++;
                visits += row.leftSeconds() - row.joinedSeconds();
            }
        }
        double mean = present / (to - from);
        assertThat(measured.meanViewers()).isCloseTo(mean, within(1e-6));
        conserved(measured);
        return mean / (came / (to - from) * (visits / left));
    }

    private static void conserved(Measurement measured) {
        ByteCounts rows = measured.bytes();
        long fromPeers = 0;
        long billed = 0;
        for (SeriesPoint point : measured.series()) {
            if (point.fromSeconds() >= measured.fromSeconds()) {
                fromPeers += point.peerBytes();
                billed += point.cdnBytes();
            }
        }
        assertThat(rows.peer()).isEqualTo(fromPeers);
        long fromCdn = rows.cdn() + rows.cdnDuplicate();
        assertThat(billed).isBetween(fromCdn, (long) (1.01 * fromCdn));
        long received = rows.peer() + rows.peerDuplicate();
        Sample.add(
                "V6 sent / received, CDN and peers, seed " + measured.seed(),
                "1 to 1.01, 1 to 1.005",
                Sample.text(billed / (double) fromCdn)
                        + ", "
                        + Sample.text(rows.uploaded() / (double) received));
        assertThat(rows.uploaded()).isBetween(received, (long) (1.005 * received));
    }

    /**
     * V8: rooms of 4 to 20 random viewers that nobody enters or leaves, under both ways of sharing;
     * the bound is calculated from the viewers' own words, without the run's census.
     */
    @Test
    void noRoomExceedsItsBound() {
        RandomStream random = new RandomStream(8);
        double nearest = 0;
        double buffered = 0;
        double sum = 0;
        int positive = 0;
        for (int seed = 1; seed <= 200; seed++) {
            Measurement measured = run(room(random), seed);
            double bound = bound(measured);
            double share = measured.bytes().sharingRatio();
            assertThat(share).as("seed %d", seed).isLessThanOrEqualTo(bound + 1e-9);
            buffered = Math.max(buffered, buffered(measured));
            if (bound > 0) {
                positive++;
                sum += share / bound;
                nearest = Math.max(nearest, share / bound);
            }
        }
        Sample.add(
                "V6 useful media - media shown, any viewer of V8",
                "at most the buffer, 10 s",
                Sample.text(buffered) + " s");
        assertThat(buffered).isLessThanOrEqualTo(10);
        Sample.add(
                "V8 the protocol, 200 rooms",
                "<= bound",
                "nearest "
                        + Sample.text(nearest)
                        + " of it, mean "
                        + Sample.text(sum / positive)
                        + " over "
                        + positive);
        assertThat(nearest).as("the bound is near enough to be hit").isGreaterThan(.9);
        assertThat(sum / positive).as("rooms share").isGreaterThan(.3);
    }

    /** V6: what a viewer fetched and what it saw differ by how its buffer changed, at most. */
    private static double buffered(Measurement measured) {
        double most = 0;
        for (ViewerRow row : measured.viewers()) {
            double fetched = row.bytes().useful() * 8. / RATE;
            most = Math.max(most, Math.abs(fetched - row.watchedSeconds()));
        }
        return most;
    }

    private static double bound(Measurement measured) {
        PoolCensus census = new PoolCensus(1, SymmetricSeeds.NEVER);
        for (ViewerRow row : measured.viewers()) {
            Capabilities who = row.capabilities();
            long upload = who.uplinkKbps() * 1_000L;
            census.enter(new PoolCensus.Viewer(who.nat(), who.ipv6(), who.cellular(), 0, upload));
        }
        return census.bound(RATE).sigmaUpperBound();
    }

    private static String room(RandomStream random) {
        int[] subStreams = {1, 2, 4, 6, 8, 12};
        double[] megabits = {1, 2, 4, 8, 20, 40};
        String system = random.bernoulli(.5) ? "douyu" : "random-push";
        int cellular = 10 * random.nextInt(5);
        String text =
                """
                system: %s
                audience:
                  viewers: %d
                  ramp: 1 s
                  sessions: forever
                  arrivals: none
                  devices: {pc: %d %%, mobile: %d %%, cellular: 100 %% of mobile}
                network:
                  preset: cn-2020
                  ipv6: %d %%
                  nat: {%s}
                  access:
                    - {down: 300 Mbps, up: %s Mbps, share: 50 %%}
                    - {down: 100 Mbps, up: %s Mbps, share: 50 %%}
                  uplinkUse: {low: 100 %%, high: 100 %%, capFraction: 100 %%, cap: 100 Mbps}
                protocol: {granularity: slice, %sfanOut: %d}
                run: {warmUp: 30 s, duration: 30 s, step: 10 s}
                """;
        return String.format(
                Locale.ROOT,
                text,
                system,
                4 + random.nextInt(17),
                100 - cellular,
                cellular,
                20 * random.nextInt(4),
                nats(random),
                megabits[random.nextInt(megabits.length)],
                megabits[random.nextInt(megabits.length)],
                system.equals("douyu")
                        ? "subStreams: " + subStreams[random.nextInt(subStreams.length)] + ", "
                        : "",
                4 + random.nextInt(20));
    }

    /** Shares of the seven NAT types: twenty draws of 5 % each. */
    private static String nats(RandomStream random) {
        String[] names = {"OPEN", "SYMFW", "FC", "AR", "PR", "SYM", "BLK"};
        int[] shares = new int[names.length];
        for (int i = 0; i < 20; i++) {
            shares[random.nextInt(1 + random.nextInt(names.length))] += 5;
        }
        boolean open = random.bernoulli(.75);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ", ").append(names[i]).append(": ");
            text.append(shares[open ? i : names.length - 1 - i]).append(" %");
        }
        return text.toString();
    }
}
