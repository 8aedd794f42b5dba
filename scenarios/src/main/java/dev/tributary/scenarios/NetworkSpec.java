package dev.tributary.scenarios;

import static dev.tributary.scenarios.Quantity.MBPS;
import static dev.tributary.scenarios.Quantity.MILLIS;
import static dev.tributary.scenarios.Quantity.SECONDS;
import static dev.tributary.scenarios.Quantity.SHARE;

import java.util.List;
import java.util.Optional;

/**
 * The internet between viewers. What is usual here is the preset cn-2020; the other presets say
 * what differs from it.
 */
public record NetworkSpec(
        @Key(
                        usual = "cn-2020",
                        text =
                                "cn-2020 and cn-2025: China; europe-2025, de-2025 (Germany) and"
                                        + " us-2021: much of it assumed (theory.md 2.11); global:"
                                        + " the world at large; ideal: no NAT, no loss, no limits"
                                        + " (theory.md 2.10)")
                String preset,
        @Key(
                        name = "nat",
                        in = SHARE,
                        names = NAT_KINDS,
                        usual = "{OPEN: 3 %, FC: 10 %, AR: 4 %, PR: 58 %, SYM: 21 %, BLK: 4 %}",
                        text =
                                "NAT kinds of fixed lines: public address without and behind a"
                                        + " stateful firewall, full cone, address restricted, port"
                                        + " restricted, symmetric, UDP blocked",
                        source = "theory.md 2.1 and 2.10")
                List<Double> fixedNat,
        @Key(
                        in = SHARE,
                        names = NAT_KINDS,
                        usual = "{OPEN: 1 %, FC: 8 %, AR: 3 %, PR: 28 %, SYM: 55 %, BLK: 5 %}",
                        text = "NAT kinds of cellular lines",
                        source = "theory.md 2.1")
                List<Double> cellularNat,
        @Key(
                        name = "ipv6",
                        in = SHARE,
                        usual = "40 %",
                        text = "Share of viewers with IPv6",
                        source = "theory.md 2.3, white paper 2020 [V]")
                double ipv6Share,
        @Key(
                        in = SHARE,
                        usual = "95 %",
                        text =
                                "Share of attempts between connectable viewers that succeed over"
                                        + " IPv4",
                        source = "theory.md 1.10")
                double connectSuccess,
        @Key(in = SHARE, usual = "90 %", text = "The same over IPv6", source = "theory.md 2.10, p6")
                double ipv6Success,
        @Key(
                        name = "access",
                        usual =
                                "[{down: 50 Mbps, up: 5 Mbps, share: 10 %},"
                                        + " {down: 100 Mbps, up: 20 Mbps, share: 45 %},"
                                        + " {down: 300 Mbps, up: 30 Mbps, share: 43.5 %},"
                                        + " {down: 1000 Mbps, up: 50 Mbps, share: 1.5 %}]",
                        text = "Tiers of fixed lines; shares add up to 100 %",
                        source = "theory.md 2.4, tiers [A] from published shares of rates [V]")
                List<AccessTier> fixedAccess,
        @Key(
                        name = "cellularAccess",
                        text = "Lognormal rates of cellular lines",
                        source = "theory.md 2.4: CAICT access rates of 2022 [V], sigma [A]")
                CellularAccess cellular,
        @Key(
                        text = "Which part of an uplink peers may use",
                        source =
                                "theory.md 2.4: Wi-Fi and other traffic leave 40 to 95 %, the SDK"
                                        + " takes half, at most 8 Mbps")
                UplinkUse uplinkUse,
        @Key(
                        usual = "fifo",
                        text =
                                "fifo: an uplink sends one message after another; fair-share: links"
                                        + " share it max-min fairly, each at most at the rate of its"
                                        + " path (docs/models.md)")
                UplinkModel uplink,
        @Key(
                        text = "How rates of radio lines change in time; with mean 1, off at 0",
                        source = "theory.md 2.12")
                Variation variation,
        @Key(
                        text =
                                "Other software that uploads over the same line now and then; off"
                                        + " at 0 %, since uplinkUse has its average",
                        source = "[A]")
                CrossTraffic crossTraffic,
        @Key(
                        usual = "[46 %, 35 %, 19 %]",
                        text =
                                "Providers: the share of each, together 100 %, alone or with what"
                                        + " differs there from the rest of the network",
                        source = "theory.md 2.5, CM, CT, CU of 2020 [D]")
                List<Isp> isps,
        @Key(
                        name = "interProvider",
                        in = MBPS,
                        range = "1 Mbps..10000 Gbps",
                        word = "unlimited = 0",
                        usual = "unlimited",
                        text =
                                "What viewers of one provider may send to those of another one, all"
                                        + " together; from each to each")
                double interProviderMbps,
        @Key(
                        range = "1..256",
                        usual = "4",
                        text = "Number of large regions of equal size",
                        source = "systems.md 2.3")
                int zones,
        @Key(
                        text = "Core round-trip times, lognormal; access legs are added",
                        source =
                                "theory.md 2.6: fitted to published means and 95 % quantiles [D];"
                                        + " jitter [A]")
                RttSpec rtt,
        @Key(text = "Packet loss", source = "theory.md 2.5, off-peak [A]") LossSpec loss,
        @Key(
                        text = "Connection establishment",
                        source =
                                "theory.md 1.11 and 2.10: one host in five has a candidate source"
                                        + " that never answers [A]")
                IceSpec ice) {
    /** Kinds of NAT as scenarios name them, in the order of the shares. */
    static final String NAT_KINDS = "OPEN, SYMFW, FC, AR, PR, SYM, BLK";

    /** Copies the lists. */
    public NetworkSpec {
        fixedNat = List.copyOf(fixedNat);
        cellularNat = List.copyOf(cellularNat);
        fixedAccess = List.copyOf(fixedAccess);
        isps = List.copyOf(isps);
    }

    /** Returns the shares of NAT kinds of fixed or cellular lines at a provider. */
    public List<Double> nat(int isp, boolean cellularLine) {
        Isp at = isps.get(isp);
        return cellularLine ? at.cellularNat().orElse(cellularNat) : at.fixedNat().orElse(fixedNat);
    }

    /** Returns the share of viewers with IPv6 at a provider. */
    public double ipv6(int isp) {
        return isps.get(isp).ipv6Share().orElse(ipv6Share);
    }

    /** Returns the tiers of fixed lines at a provider. */
    public List<AccessTier> access(int isp) {
        return isps.get(isp).fixedAccess().orElse(fixedAccess);
    }

    /**
     * A provider: its share of the viewers, and what differs there, as carrier-grade NAT that only
     * some have and that comes with IPv6 (RFC 6333).
     */
    public record Isp(
            @Key(in = SHARE, text = "Share of viewers at this provider") double share,
            @Key(
                            name = "nat",
                            in = SHARE,
                            names = NAT_KINDS,
                            word = "network",
                            usual = "network",
                            text = "NAT kinds of its fixed lines")
                    Optional<List<Double>> fixedNat,
            @Key(
                            in = SHARE,
                            names = NAT_KINDS,
                            word = "network",
                            usual = "network",
                            text = "NAT kinds of its cellular lines")
                    Optional<List<Double>> cellularNat,
            @Key(
                            name = "ipv6",
                            in = SHARE,
                            word = "network",
                            usual = "network",
                            text = "Share of its viewers with IPv6")
                    Optional<Double> ipv6Share,
            @Key(
                            name = "access",
                            word = "network",
                            usual = "network",
                            text = "Tiers of its fixed lines")
                    Optional<List<AccessTier>> fixedAccess) {
        /** A provider that is as the network is. */
        public Isp(double share) {
            this(share, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** One kind of fixed line. */
    public record AccessTier(
            @Key(
                            name = "down",
                            in = MBPS,
                            range = "0.001 Mbps..100 Gbps",
                            word = "unlimited = 0",
                            text = "Downlink")
                    double downMbps,
            @Key(
                            name = "up",
                            in = MBPS,
                            range = "0.001 Mbps..100 Gbps",
                            word = "unlimited = 0",
                            text = "Uplink")
                    double upMbps,
            @Key(in = SHARE, text = "Share of fixed lines") double share) {}

    /** Lognormal cellular rates. */
    public record CellularAccess(
            @Key(
                            name = "down",
                            in = MBPS,
                            range = "0.001 Mbps..100 Gbps",
                            usual = "43.8 Mbps",
                            text = "Mean downlink")
                    double downMeanMbps,
            @Key(
                            name = "up",
                            in = MBPS,
                            range = "0.001 Mbps..100 Gbps",
                            usual = "26.4 Mbps",
                            text = "Mean uplink")
                    double upMeanMbps,
            @Key(range = "0..5", usual = "0.6", text = "Standard deviation of ln rate")
                    double sigma) {}

    /**
     * What of an uplink the software may use for peers: the line, times a factor drawn evenly from
     * {@code low..high} on Wi-Fi (and for other traffic), then at most {@code capFraction} of it
     * and at most {@code capMbps}.
     */
    public record UplinkUse(
            @Key(in = SHARE, usual = "40 %", text = "Smallest factor for Wi-Fi and other traffic")
                    double low,
            @Key(in = SHARE, usual = "95 %", text = "Largest factor for Wi-Fi and other traffic")
                    double high,
            @Key(in = SHARE, usual = "50 %", text = "At most this part of the line")
                    double capFraction,
            @Key(
                            name = "cap",
                            in = MBPS,
                            range = "0.001 Mbps..100 Gbps",
                            usual = "8 Mbps",
                            text = "And at most this rate")
                    double capMbps) {}

    /** Lognormal factors of mean 1, drawn anew after a time, for each line and direction alone. */
    public record Variation(
            @Key(
                            name = "cellular",
                            range = "0..2",
                            usual = "0",
                            text =
                                    "Standard deviation of ln factor of cellular lines; 0.6 for"
                                            + " phones that move")
                    double cellularSigma,
            @Key(
                            name = "wifi",
                            range = "0..2",
                            usual = "0",
                            text = "The same of lines behind Wi-Fi")
                    double wifiSigma,
            @Key(
                            name = "every",
                            in = SECONDS,
                            range = "0.1 s..1 h",
                            usual = "6 s",
                            text = "How long a factor lasts")
                    double everySeconds) {}

    /** Other traffic on uplinks, which is there or not, for each uplink and period alone. */
    public record CrossTraffic(
            @Key(in = SHARE, usual = "0 %", text = "Share of the time in which it is there")
                    double share,
            @Key(
                            in = SHARE,
                            range = "1 %..100 %",
                            usual = "50 %",
                            text = "What it leaves of the uplink then")
                    double leaves,
            @Key(
                            name = "every",
                            in = SECONDS,
                            range = "0.1 s..1 h",
                            usual = "10 s",
                            text = "How long it is there, or not, at least")
                    double everySeconds) {}

    /** How an uplink serves messages to several links at once. */
    public enum UplinkModel {
        /** One message after another, in the order of sending, each at the rate of the line. */
        FIFO,
        /** Links share the line max-min fairly; messages of one link go one after another. */
        FAIR_SHARE
    }

    /** Lognormal core round-trip times of ln milliseconds; access legs are added. */
    public record RttSpec(
            @Key(
                            in = MILLIS,
                            range = "0.01 ms..10 s",
                            usual = "{mu: 2.065, sigma: 0.28}",
                            text = "Same region, same provider")
                    LogCurve sameIsp,
            @Key(
                            in = MILLIS,
                            range = "0.01 ms..10 s",
                            usual = "{mu: 2.65, sigma: 0.277}",
                            text = "Same region, other provider")
                    LogCurve crossIsp,
            @Key(
                            in = MILLIS,
                            range = "0.01 ms..10 s",
                            usual = "{mu: 3.345, sigma: 0.132}",
                            text = "Other region")
                    LogCurve crossZone,
            @Key(in = SHARE, usual = "10 %", text = "Relative jitter of each message")
                    double jitter,
            @Key(
                            name = "fixed",
                            in = MILLIS,
                            range = "0.01 ms..10 s",
                            word = "off = 0",
                            usual = "off",
                            text = "Every round-trip time is this, and nothing is drawn")
                    double fixedMillis) {}

    /** Packet loss probabilities. */
    public record LossSpec(
            @Key(
                            in = SHARE,
                            range = "0 %..99 %",
                            usual = "0.1 %",
                            text = "Within a provider; what is lost is sent again")
                    double sameIsp,
            @Key(in = SHARE, range = "0 %..99 %", usual = "0.5 %", text = "Between providers")
                    double crossIsp) {}

    /** Connection establishment (theory.md 1.11). */
    public record IceSpec(
            @Key(
                            name = "deadCandidates",
                            in = SHARE,
                            usual = "20 %",
                            text =
                                    "Share of hosts with an interface or STUN server that never"
                                            + " answers")
                    double deadCandidateShare,
            @Key(
                            name = "gatherCap",
                            in = SECONDS,
                            range = "0.1 s..120 s",
                            usual = "5 s",
                            text = "How long full ICE waits for them")
                    double gatherCapSeconds,
            @Key(
                            name = "timeout",
                            in = SECONDS,
                            range = "0.1 s..120 s",
                            usual = "8 s",
                            text =
                                    "From the other side's description on, until an attempt that"
                                            + " comes to nothing fails",
                            source = "what the real agent does (natlab.md)")
                    double connectTimeoutSeconds,
            @Key(
                            name = "consent",
                            in = SECONDS,
                            range = "1 s..120 s",
                            usual = "15 s",
                            text =
                                    "How long nothing comes over a link until its transport gives"
                                            + " it up",
                            source = "when a browser does; ours has 30 s, RFC 7675 5.1")
                    double consentSeconds,
            @Key(
                            name = "fixedConnect",
                            in = SECONDS,
                            range = "0 s..120 s",
                            word = "off = -1",
                            usual = "off",
                            text = "Every successful attempt takes exactly this")
                    double fixedConnectSeconds) {}
}
