package dev.tributary.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.system.substream.SubStreamSystem;
import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.Expectation;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.PlannedEvent.Kind;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.TimeCurve;
import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LibraryTest {
    static final Path LIBRARY = Path.of("library");

    @Test
    void everyFileReadsAndIsNamedAfterItself() throws ScenarioException {
        List<Library.Item> items = Library.list(LIBRARY);
        for (Library.Item item : items) {
            assertThat(item.file().getFileName()).hasToString(item.scenario().name() + ".yaml");
        }
        assertThat(items.stream().map(item -> item.scenario().name()))
                .containsExactly(
                        "bilibili-default",
                        "cdn-only-2s",
                        "cdn-only",
                        "douyu-2s",
                        "douyu-base-stream",
                        "douyu-cellular",
                        "douyu-flash-crowd",
                        "douyu-ideal-three",
                        "douyu-kill-p2p",
                        "douyu-large-room",
                        "douyu-no-ipv6",
                        "douyu-no-trickle",
                        "douyu-six",
                        "douyu-three",
                        "evening",
                        "lab-12",
                        "lab-bilibili",
                        "lab-cdn-only-2s",
                        "lab-churn",
                        "lab-douyu-2s",
                        "lab-gap",
                        "lab-late-joiners",
                        "lab-lossy",
                        "lab-nats",
                        "lab-novage-v2",
                        "lab-restart",
                        "lab-slow-uplinks",
                        "lab-three",
                        "lab-youku",
                        "novage-v2-40s",
                        "novage-v2-default",
                        "origin-restart",
                        "publisher-gap",
                        "random-push",
                        "scale-100k",
                        "scale-1m",
                        "systems-compare",
                        "waiting-room",
                        "youku-default");
    }

    @Test
    void everyFileNamesItsSchemaAndItsQuestion() throws ScenarioException, IOException {
        for (Library.Item item : Library.list(LIBRARY)) {
            List<String> lines = Files.readAllLines(item.file());
            assertThat(lines.get(0))
                    .isEqualTo("# yaml-language-server: $schema=../schema/scenario.schema.json");
            String comment =
                    String.join("\n", lines.stream().filter(l -> l.startsWith("#")).toList());
            assertThat(comment).as(item.scenario().name()).contains("?");
            assertThat(lines).allMatch(line -> line.length() <= 100);
        }
    }

    @Test
    void everyFileReadsBackEqualFromItsResolvedForm() throws ScenarioException {
        for (Library.Item item : Library.list(LIBRARY)) {
            for (SweepPoint point : ScenarioReader.sweep(item.file(), List.of())) {
                String text = ScenarioText.resolvedYaml(point.scenario());
                Scenario again = ScenarioReader.parse(text, "resolved");
                assertThat(again).isEqualTo(point.scenario());
                assertThat(ScenarioText.resolvedYaml(again)).isEqualTo(text);
            }
        }
    }

    @Test
    void theOrdinaryScenarioIsAnEveningOfTwoThousand() throws ScenarioException {
        Scenario six = read("douyu-six");
        assertThat(six.room().system().profile()).isEqualTo(SubStreamSystem.SYSTEM);
        assertThat(six.audience().viewers()).isEqualTo(2_000);
        assertThat(six.network().preset()).isEqualTo("cn-2020");
        assertThat(six.run().warmUpSeconds()).isEqualTo(120);
        assertThat(six.run().durationSeconds()).isEqualTo(600);
        assertThat(six.run().replications()).isEqualTo(10);
        assertThat(six.audience().sessions())
                .isEqualTo(new SessionModel.Mixture(.5, 30, 6.8024, 1.2));
        assertThat(six.expectations()).contains(new Expectation("sharingRatio", .75, .8333));
    }

    @Test
    void theIdealScenarioHasNothingThatDisturbs() throws ScenarioException {
        Scenario ideal = read("douyu-ideal-three");
        assertThat(ideal.room().layout().subStreams()).isEqualTo(3);
        assertThat(ideal.audience().viewers()).isEqualTo(300);
        assertThat(ideal.audience().arrivals()).isEqualTo(Arrivals.Rule.NONE);
        assertThat(ideal.audience().sessions()).isEqualTo(new SessionModel.Forever());
        assertThat(ideal.network().fixedNat().get(0)).isEqualTo(1);
        assertThat(ideal.network().rtt().fixedMillis()).isEqualTo(20);
        assertThat(ideal.cdn().viewerMbps()).isZero();
    }

    @Test
    void theBaseStreamScenarioMeetsTheConditionsOfItsBar() throws ScenarioException {
        Scenario scenario = read("douyu-base-stream");
        var network = scenario.network();
        double rate = scenario.media().bitrateKbps() / 1_000.;
        double uploaders =
                1
                        - scenario.audience().devices().mobile()
                                * scenario.audience().devices().cellularOfMobile();
        double worst =
                network.fixedAccess().stream()
                        .mapToDouble(
                                tier ->
                                        tier.share()
                                                * Math.min(
                                                        network.uplinkUse().capMbps(),
                                                        tier.upMbps()
                                                                * network.uplinkUse().low()
                                                                * network.uplinkUse()
                                                                        .capFraction()))
                        .sum();
        assertThat(worst * uploaders).isGreaterThan(1.3 * rate);
        double both = network.ipv6Share() * network.ipv6Share() * network.ipv6Success();
        assertThat(1 - (1 - .634) * (1 - both)).isGreaterThan(.8);
        assertThat(scenario.room().system().value(SwarmKnob.BASE_STREAM)).isBetween(45, 60);
        assertThat(scenario.room().system().value(SwarmKnob.RELAY_DEPTH)).isEqualTo(2);
    }

    @Test
    void aSweepHasALabelPerPoint() throws ScenarioException {
        List<SweepPoint> points =
                ScenarioReader.sweep(LIBRARY.resolve("douyu-cellular.yaml"), List.of());
        assertThat(points.stream().map(SweepPoint::label))
                .containsExactly(
                        "cellular=20 % of mobile",
                        "cellular=50 % of mobile", "cellular=80 % of mobile");
        assertThat(points.get(2).scenario().audience().devices().cellularOfMobile()).isEqualTo(.8);
    }

    @Test
    void eventsAreResolved() throws ScenarioException {
        assertThat(read("douyu-flash-crowd").events())
                .containsExactly(event(300, Kind.FLASH_CROWD, 5_000, 60));
        assertThat(read("douyu-kill-p2p").events()).containsExactly(event(420, Kind.CUT_P2P, 0, 0));
    }

    /** The one to copy from for whoever wants a curve, or lines that others use too. */
    @Test
    void theEveningFillsAndEmptiesOnBusyLines() throws ScenarioException {
        Scenario evening = read("evening");
        TimeCurve viewers = ((Arrivals.Population) evening.audience().arrivals()).viewers();
        assertThat(viewers.at(300)).isEqualTo(180);
        assertThat(viewers.at(evening.run().endSeconds())).isEqualTo(40);
        assertThat(evening.viewersMax()).isEqualTo(180);
        assertThat(evening.network().crossTraffic())
                .isEqualTo(new NetworkSpec.CrossTraffic(.3, .25, 10));
    }

    private static PlannedEvent event(double at, Kind kind, double amount, double over) {
        return new PlannedEvent(at, kind, amount, over, PlannedEvent.Clock.KEPT);
    }

    private static Scenario read(String name) throws ScenarioException {
        return ScenarioReader.read(LIBRARY.resolve(name + ".yaml"), List.of());
    }
}
