package dev.tributary.scenarios.format;

import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.NetworkSpec.AccessTier;
import dev.tributary.scenarios.NetworkSpec.CellularAccess;
import dev.tributary.scenarios.NetworkSpec.IceSpec;
import dev.tributary.scenarios.NetworkSpec.LossSpec;
import dev.tributary.scenarios.NetworkSpec.RttSpec;
import dev.tributary.scenarios.NetworkSpec.UplinkModel;
import dev.tributary.scenarios.NetworkSpec.UplinkUse;
import dev.tributary.scenarios.format.Node.Mapping;
import dev.tributary.scenarios.format.Node.Scalar;
import dev.tributary.scenarios.preset.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key {@code network}: a preset, and what differs from it. */
final class NetworkSection {
    static final String PRESET = "cn-2020";

    /** Names of the NAT kinds in theory.md 1.10, by ordinal. */
    static final List<String> NATS = List.of("OPEN", "SYMFW", "FC", "AR", "PR", "SYM", "BLK");

    static final Map<String, UplinkModel> UPLINKS =
            Map.of("fifo", UplinkModel.FIFO, "fair-share", UplinkModel.FAIR_SHARE);

    private static final Range LINE_MBPS = new Range(.001, 100_000);
    private static final Range RTT_MILLIS = new Range(.01, 10_000);
    private static final Range ICE_SECONDS = new Range(.1, 120);
    private static final int LIST_MAX = 64;

    private NetworkSection() {}

    static NetworkSpec read(Fields fields) {
        NetworkSpec base =
                fields.choice("preset", Presets.networks(), Presets.networks().get(PRESET));
        NetworkSpec network =
                new NetworkSpec(
                        base.preset(),
                        nat(fields, "nat", base.fixedNat()),
                        nat(fields, "cellularNat", base.cellularNat()),
                        fields.quantity("ipv6", Quantity.SHARE, base.ipv6Share(), Range.SHARE),
                        fields.quantity(
                                "connectSuccess",
                                Quantity.SHARE,
                                base.connectSuccess(),
                                Range.SHARE),
                        fields.quantity(
                                "ipv6Success", Quantity.SHARE, base.ipv6Success(), Range.SHARE),
                        access(fields, base.fixedAccess()),
                        cellular(fields.object("cellularAccess"), base.cellular()),
                        uplinkUse(fields.object("uplinkUse"), base.uplinkUse()),
                        fields.choice("uplink", UPLINKS, base.uplink()),
                        isps(fields, base.ispShares()),
                        (int) fields.integer("zones", base.zones(), 1, 256),
                        rtt(fields.object("rtt"), base.rtt()),
                        loss(fields.object("loss"), base.loss()),
                        ice(fields.object("ice"), base.ice()));
        fields.close();
        return network;
    }

    private static List<Double> nat(Fields parent, String key, List<Double> base) {
        int before = parent.problems().count();
        Fields fields = parent.object(key);
        List<Double> shares = new ArrayList<>();
        for (String name : NATS) {
            shares.add(fields.quantity(name, Quantity.SHARE, 0, Range.SHARE));
        }
        fields.close();
        if (!parent.given(key)) {
            return base;
        }
        Shares.checkSum(
                shares,
                parent.place(key),
                "the shares of '" + parent.label(key) + "'",
                parent.problems(),
                before);
        return shares;
    }

    private static List<AccessTier> access(Fields parent, List<AccessTier> base) {
        int before = parent.problems().count();
        List<Node> items = list(parent, "access");
        List<AccessTier> tiers = new ArrayList<>();
        for (Node item : items) {
            Fields fields = parent.item("access", item);
            tiers.add(
                    new AccessTier(
                            line(fields, "down"),
                            line(fields, "up"),
                            fields.quantity("share", Quantity.SHARE, 0, Range.SHARE)));
            List.of("down", "up", "share").forEach(fields::require);
            fields.close();
        }
        if (tiers.isEmpty()) {
            return base;
        }
        Shares.checkSum(
                tiers.stream().map(AccessTier::share).toList(),
                parent.place("access"),
                "the shares of 'network.access'",
                parent.problems(),
                before);
        return tiers;
    }

    private static double line(Fields fields, String key) {
        return fields.word(key, "unlimited")
                ? 0
                : fields.quantity(key, Quantity.MBPS, 0, LINE_MBPS);
    }

    private static List<Double> isps(Fields parent, List<Double> base) {
        int before = parent.problems().count();
        List<Double> shares = new ArrayList<>();
        for (Node item : list(parent, "isps")) {
            if (item instanceof Scalar scalar) {
                parent.inRange(scalar, scalar.text(), Quantity.SHARE, Range.SHARE)
                        .ifPresent(shares::add);
            } else {
                parent.problems()
                        .add(
                                item.place(),
                                "a provider is " + item.noun() + ", not a share",
                                "write for example '46 %'");
            }
        }
        if (shares.isEmpty()) {
            return base;
        }
        Shares.checkSum(
                shares,
                parent.place("isps"),
                "the shares of 'network.isps'",
                parent.problems(),
                before);
        return shares;
    }

    private static List<Node> list(Fields parent, String key) {
        List<Node> items = parent.items(key);
        if (parent.given(key) && (items.isEmpty() || items.size() > LIST_MAX)) {
            parent.problems()
                    .add(
                            parent.place(key),
                            "'" + parent.label(key) + "' has " + items.size() + " entries",
                            "write 1 to " + LIST_MAX + " of them or remove the key");
            return List.of();
        }
        return items;
    }

    private static CellularAccess cellular(Fields fields, CellularAccess base) {
        CellularAccess cellular =
                new CellularAccess(
                        fields.quantity("down", Quantity.MBPS, base.downMeanMbps(), LINE_MBPS),
                        fields.quantity("up", Quantity.MBPS, base.upMeanMbps(), LINE_MBPS),
                        fields.quantity("sigma", Quantity.NUMBER, base.sigma(), new Range(0, 5)));
        fields.close();
        return cellular;
    }

    private static UplinkUse uplinkUse(Fields fields, UplinkUse base) {
        UplinkUse use =
                new UplinkUse(
                        fields.quantity("low", Quantity.SHARE, base.low(), Range.SHARE),
                        fields.quantity("high", Quantity.SHARE, base.high(), Range.SHARE),
                        fields.quantity(
                                "capFraction", Quantity.SHARE, base.capFraction(), Range.SHARE),
                        fields.quantity("cap", Quantity.MBPS, base.capMbps(), LINE_MBPS));
        if (use.low() > use.high()) {
            fields.problems()
                    .add(
                            fields.place(fields.given("low") ? "low" : "high"),
                            "'network.uplinkUse.low' is above 'high'",
                            "write at most " + Quantity.SHARE.print(use.high()));
        }
        fields.close();
        return use;
    }

    private static RttSpec rtt(Fields fields, RttSpec base) {
        LogCurve same =
                curve(fields, "sameIsp", new LogCurve(base.sameIspMu(), base.sameIspSigma()));
        LogCurve cross =
                curve(fields, "crossIsp", new LogCurve(base.crossIspMu(), base.crossIspSigma()));
        LogCurve zone =
                curve(fields, "crossZone", new LogCurve(base.crossZoneMu(), base.crossZoneSigma()));
        double jitter = fields.quantity("jitter", Quantity.SHARE, base.jitter(), Range.SHARE);
        double fixed =
                fields.word("fixed", "off")
                        ? 0
                        : fields.quantity("fixed", Quantity.MILLIS, base.fixedMillis(), RTT_MILLIS);
        fields.close();
        return new RttSpec(
                same.mu(),
                same.sigma(),
                cross.mu(),
                cross.sigma(),
                zone.mu(),
                zone.sigma(),
                jitter,
                fixed);
    }

    private static LogCurve curve(Fields parent, String key, LogCurve base) {
        Optional<Node> node = parent.node(key);
        Fields fields = parent.object(key);
        if (node.isPresent() && node.get() instanceof Mapping) {
            LogCurve curve = LogCurve.read(fields, Quantity.MILLIS, RTT_MILLIS);
            fields.close();
            return curve;
        }
        return base;
    }

    private static LossSpec loss(Fields fields, LossSpec base) {
        LossSpec loss =
                new LossSpec(
                        fields.quantity("sameIsp", Quantity.SHARE, base.sameIsp(), Range.SHARE),
                        fields.quantity("crossIsp", Quantity.SHARE, base.crossIsp(), Range.SHARE));
        fields.close();
        return loss;
    }

    private static IceSpec ice(Fields fields, IceSpec base) {
        IceSpec ice =
                new IceSpec(
                        fields.quantity(
                                "deadCandidates",
                                Quantity.SHARE,
                                base.deadCandidateShare(),
                                Range.SHARE),
                        fields.quantity(
                                "gatherCap",
                                Quantity.SECONDS,
                                base.gatherCapSeconds(),
                                ICE_SECONDS),
                        fields.quantity(
                                "timeout",
                                Quantity.SECONDS,
                                base.connectTimeoutSeconds(),
                                ICE_SECONDS),
                        fields.word("fixedConnect", "off")
                                ? -1
                                : fields.quantity(
                                        "fixedConnect",
                                        Quantity.SECONDS,
                                        base.fixedConnectSeconds(),
                                        new Range(0, 120)));
        fields.close();
        return ice;
    }
}
