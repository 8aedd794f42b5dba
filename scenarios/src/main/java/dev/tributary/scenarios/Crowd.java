package dev.tributary.scenarios;

import static dev.tributary.scenarios.Quantity.SHARE;

import dev.tributary.scenarios.AudienceSpec.DeviceMix;
import java.util.List;
import java.util.Optional;

/** What distinguishes the viewers of a crowd from the ordinary ones. */
public record Crowd(
        @Key(
                        word = "audience",
                        usual = "audience",
                        text = "How long they stay, as in audience.sessions")
                Optional<SessionModel> sessions,
        @Key(
                        word = "audience",
                        usual = "audience",
                        text = "Shares of their devices; pc, tv and mobile add up to 100 %")
                Optional<DeviceMix> devices,
        @Key(
                        in = SHARE,
                        word = "network",
                        usual = "network",
                        text = "Shares of the network's providers, in their order")
                Optional<List<Double>> isps,
        @Key(
                        name = "nat",
                        in = SHARE,
                        names = NetworkSpec.NAT_KINDS,
                        word = "network",
                        usual = "network",
                        text = "NAT kinds of their fixed lines, at whichever provider")
                Optional<List<Double>> fixedNat,
        @Key(
                        in = SHARE,
                        names = NetworkSpec.NAT_KINDS,
                        word = "network",
                        usual = "network",
                        text = "NAT kinds of their cellular lines, at whichever provider")
                Optional<List<Double>> cellularNat,
        @Key(
                        name = "ipv6",
                        in = SHARE,
                        word = "network",
                        usual = "network",
                        text = "Share of them with IPv6, at whichever provider")
                Optional<Double> ipv6Share) {
    /** Viewers as the ordinary ones. */
    public static final Crowd ORDINARY =
            new Crowd(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
}
