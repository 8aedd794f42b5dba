package dev.tributary.sim.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Device;
import dev.tributary.scenarios.Crowd;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.sim.kernel.Randomness;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What viewers are, as the scenario asks for it. */
final class TraitsTest {
    private static final int VIEWERS = 20_000;
    private static final double HALF = 4 * .5 / Math.sqrt(VIEWERS / 4.);

    private static Scenario room(String network) throws ScenarioException {
        String head = "name: x\nabout: Test.\nsystem: douyu\n";
        return ScenarioReader.parse(head + "network: " + network, "text");
    }

    private static List<Traits> viewers(Scenario scenario) {
        return viewers(scenario, Crowd.ORDINARY);
    }

    private static List<Traits> viewers(Scenario scenario, Crowd crowd) {
        Randomness randomness = new Randomness(1);
        return LongStream.range(0, VIEWERS)
                .mapToObj(
                        key ->
                                Traits.draw(
                                        key,
                                        randomness.stream("traits", key),
                                        scenario.network(),
                                        scenario.audience().devices(),
                                        crowd))
                .toList();
    }

    private static double share(List<Traits> of, Predicate<Traits> what) {
        return of.stream().filter(what).count() / (double) of.size();
    }

    /** 30 % of the viewers at a provider with carrier-grade NAT and IPv6, others as they were. */
    @Test
    void aProviderHasItsOwnNatIpv6AndLines() throws ScenarioException {
        String cgnat =
                "{share: 30 %, nat: {SYM: 80 %, PR: 20 %}, cellularNat: {SYM: 100 %}, ipv6: 95 %,"
                        + " access: [{down: 100 Mbps, up: 40 Mbps, share: 100 %}]}";
        List<Traits> mixed = viewers(room("{isps: [70 %, " + cgnat + "]}"));
        List<Traits> alike = viewers(room("{isps: [70 %, 30 %]}"));
        List<Traits> there = mixed.stream().filter(t -> t.site().isp() == 1).toList();
        List<Traits> fixed =
                there.stream().filter(t -> t.capabilities().access() != Access.CELLULAR).toList();
        List<Traits> cellular =
                there.stream().filter(t -> t.capabilities().access() == Access.CELLULAR).toList();
        assertThat(share(mixed, t -> t.site().isp() == 1)).isCloseTo(.3, within(HALF));
        assertThat(share(fixed, t -> t.capabilities().nat() == NatType.SYMMETRIC))
                .isCloseTo(.8, within(HALF));
        assertThat(cellular).isNotEmpty();
        assertThat(share(cellular, t -> t.capabilities().nat() == NatType.SYMMETRIC)).isEqualTo(1);
        assertThat(share(there, t -> t.capabilities().ipv6())).isCloseTo(.95, within(HALF));
        assertThat(fixed).allMatch(t -> t.downBitsPerSecond() == 100_000_000);
        for (int i = 0; i < VIEWERS; i++) {
            if (mixed.get(i).site().isp() == 0) {
                assertThat(mixed.get(i)).isEqualTo(alike.get(i));
            }
        }
    }

    @Test
    void aProviderThatIsAsTheNetworkChangesNothing() throws ScenarioException {
        String said = "{share: 30 %, nat: network, cellularNat: network, ipv6: network}";
        assertThat(viewers(room("{isps: [70 %, " + said + "]}")))
                .isEqualTo(viewers(room("{isps: [70 %, 30 %]}")));
        assertThat(room("{isps: [70 %, " + said + "]}")).isEqualTo(room("{isps: [70 %, 30 %]}"));
    }

    /** Phones on 4G at the second provider, whatever the room is. */
    @Test
    void aCrowdHasItsOwnDevicesProvidersAndNat() throws ScenarioException {
        String crowd =
                "{devices: {pc: 0 %, mobile: 100 %, cellular: 50 % of mobile}, isps: [10 %, 90 %],"
                        + " nat: {FC: 100 %}, cellularNat: {BLK: 100 %}, ipv6: 80 %}";
        Scenario room =
                room(
                        "{isps: [70 %, {share: 30 %, nat: {SYM: 100 %}, ipv6: 1 %}]}\n"
                                + "events: [{at: 1 s, do: flash-crowd, viewers: 5, crowd: "
                                + crowd
                                + "}]");
        List<Traits> members = viewers(room, room.events().get(0).crowd());
        assertThat(share(members, t -> t.site().isp() == 1)).isCloseTo(.9, within(HALF));
        assertThat(share(members, t -> t.capabilities().ipv6())).isCloseTo(.8, within(HALF));
        assertThat(share(members, t -> t.capabilities().access() == Access.CELLULAR))
                .isCloseTo(.5, within(HALF));
        assertThat(members)
                .allMatch(t -> t.capabilities().device() == Device.PHONE)
                .allMatch(
                        t ->
                                t.capabilities().nat()
                                        == (t.capabilities().access() == Access.CELLULAR
                                                ? NatType.UDP_BLOCKED
                                                : NatType.FULL_CONE));
    }
}
