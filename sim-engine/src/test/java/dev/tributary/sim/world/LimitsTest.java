package dev.tributary.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.measure.Bound;
import dev.tributary.measure.Measurement;
import dev.tributary.scenarios.Scenario;
import dev.tributary.sim.bound.Limit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each thing that can limit sharing is named, and the ceiling is what follows from it alone. */
final class LimitsTest {
    private static final double POINT = .01;

    private static Measurement still(String... overrides) {
        String[] few = {"audience.viewers=40", "run.warmUp=30 s", "run.duration=60 s"};
        return Rooms.run(Rooms.still(Rooms.join(few, overrides)), 1);
    }

    /** The ceiling is what is expected, named as expected, and nearly reached. */
    private static void limits(Limit limit, double expected, double reached, String... overrides) {
        Measurement measured = still(overrides);
        assertThat(measured.violations()).isEmpty();
        Bound bound = measured.bound();
        assertThat(bound.limitedBy()).isEqualTo(limit.words());
        assertThat(bound.sharingRatioMax()).isCloseTo(expected, within(1e-9));
        assertThat(measured.bytes().sharingRatio()).isBetween(reached * expected, expected + POINT);
    }

    @Test
    void theSubStreamFromTheCdn() {
        limits(Limit.CDN_SUB_STREAM, 5 / 6., .98);
    }

    @Test
    void theFanOut() {
        limits(Limit.FAN_OUT, 12 / 24., .98, "protocol.subStreams=24", "audience.viewers=200");
    }

    /** Two of each slice, once somebody has it: more than all need, but for those on 4G. */
    @Test
    void theCopiesOfAPush() {
        Measurement measured =
                still(
                        "system=random-push",
                        "audience.devices={pc: 20 %, mobile: 80 %, cellular: 100 % of mobile}");
        assertThat(measured.violations()).isEmpty();
        assertThat(measured.bound().limitedBy()).isEqualTo(Limit.COPIES.words());
        assertThat(measured.bound().sharingRatioMax()).isBetween(.2, .6);
    }

    @Test
    void theUplink() {
        String line = "network.access=[{down: 50 Mbps, up: 2 Mbps, share: 100 %}]";
        limits(Limit.UPLINK, 3 / 6., .95, line);
    }

    @Test
    void theBudget() {
        String line = "network.access=[{down: 50 Mbps, up: 16 Mbps, share: 100 %}]";
        limits(Limit.UPLOAD_BUDGET, 3 / 6., .95, line, "protocol.uploadBudget=10 %");
    }

    @Test
    void theCap() {
        limits(Limit.UPLOAD_CAP, 3 / 6., .95, "protocol.uploadPerDownload=50 %");
    }

    @Test
    void nats() {
        limits(Limit.CONNECTIVITY, 0, 1, "network.nat={SYM: 100 %}", "network.ipv6=0 %");
    }

    /** One with IPv4 alone and one with IPv6 alone: no path, and nobody to relay over. */
    @Test
    void natsAlsoWhereViewersRelay() {
        String isps =
                "network.isps=[{share: 50 %, nat: {BLK: 100 %}, ipv6: 100 %},"
                        + " {share: 50 %, nat: {OPEN: 100 %}, ipv6: 0 %}]";
        Scenario room =
                Rooms.still(
                        isps,
                        "protocol.relayDepth=2",
                        "protocol.subStreams=2",
                        "audience.viewers=2",
                        "run.duration=20 s");
        List<Bound> apart =
                LongStream.range(0, 8)
                        .mapToObj(seed -> Rooms.run(room, seed).bound())
                        .filter(bound -> bound.sharingRatioMax() == 0)
                        .toList();
        assertThat(apart).hasSizeBetween(1, 7);
        assertThat(apart).extracting(Bound::limitedBy).containsOnly(Limit.CONNECTIVITY.words());
    }

    @Test
    void attemptsThatNeverSucceed() {
        limits(Limit.PAIRS, 0, 1, "network.connectSuccess=0 %", "network.ipv6Success=0 %");
    }

    @Test
    void howManyThereAre() {
        limits(Limit.VIEWERS, 3 / 6., .98, "audience.viewers=4");
        limits(Limit.VIEWERS, 0, 1, "audience.viewers=1");
    }

    /**
     * (1200 bytes / 100 ms) sqrt(1.5 / 12 %), less 12 % and 90 bytes of 1253, over 2.5/3 Mbit/s;
     * for 1.75 s of each 3 s over two paths (decision 81).
     */
    @Test
    void paths() {
        double carried = 96_000 * Math.sqrt(1.5 / .12) * .88 * 1163 / 1253 / (2_500_000 / 3.);
        carried *= 1 + 1.75 / 3;
        Measurement measured =
                still(
                        "protocol.subStreams=3",
                        "network.rtt.fixed=100 ms",
                        "network.loss.sameIsp=12 %",
                        "network.loss.crossIsp=12 %");
        assertThat(measured.bound().limitedBy()).isEqualTo(Limit.PATHS.words());
        assertThat(measured.bound().sharingRatioMax()).isCloseTo(carried * 2 / 3, within(1e-4));
        assertThat(measured.violations()).isEmpty();
    }

    /** No free fan-out, so that the tracker takes nobody into the base stream. */
    @Test
    void aBaseStreamThatNobodyIsIn() {
        limits(Limit.BASE_STREAM, 5 / 6., .95, "protocol.baseStream=40 %", "protocol.fanOut=5");
    }

    @Test
    void aBaseStreamThatIsInUse() {
        Measurement measured =
                still("protocol.baseStream=40 %", "run.warmUp=120 s", "audience.viewers=100");
        assertThat(measured.bound().limitedBy()).isEqualTo(Limit.CDN_SUB_STREAM.words());
        assertThat(measured.bound().sharingRatioMax()).isCloseTo(1 - .6 / 6, within(POINT));
        assertThat(measured.violations()).isEmpty();
    }
}
