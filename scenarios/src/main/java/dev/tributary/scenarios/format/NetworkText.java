package dev.tributary.scenarios.format;

import dev.tributary.scenarios.NetworkSpec;
import java.util.List;

/** The resolved form of the key {@code network}. */
final class NetworkText {
    private NetworkText() {}

    static void write(YamlWriter out, NetworkSpec network) {
        out.text("preset", network.preset());
        nat(out.map("nat"), network.fixedNat());
        nat(out.map("cellularNat"), network.cellularNat());
        out.put("ipv6", Quantity.SHARE, network.ipv6Share());
        out.put("connectSuccess", Quantity.SHARE, network.connectSuccess());
        out.put("ipv6Success", Quantity.SHARE, network.ipv6Success());
        YamlWriter access = out.map("access");
        for (NetworkSpec.AccessTier tier : network.fixedAccess()) {
            YamlWriter item = access.item();
            item.put("down", ScenarioText.rate(tier.downMbps()));
            item.put("up", ScenarioText.rate(tier.upMbps()));
            item.put("share", Quantity.SHARE, tier.share());
        }
        YamlWriter cellular = out.map("cellularAccess");
        cellular.put("down", Quantity.MBPS, network.cellular().downMeanMbps());
        cellular.put("up", Quantity.MBPS, network.cellular().upMeanMbps());
        cellular.put("sigma", Quantity.NUMBER, network.cellular().sigma());
        YamlWriter use = out.map("uplinkUse");
        use.put("low", Quantity.SHARE, network.uplinkUse().low());
        use.put("high", Quantity.SHARE, network.uplinkUse().high());
        use.put("capFraction", Quantity.SHARE, network.uplinkUse().capFraction());
        use.put("cap", Quantity.MBPS, network.uplinkUse().capMbps());
        out.put("uplink", ScenarioText.key(NetworkSection.UPLINKS, network.uplink()));
        YamlWriter isps = out.map("isps");
        network.ispShares().forEach(share -> isps.item(Quantity.SHARE.print(share)));
        out.put("zones", String.valueOf(network.zones()));
        rtt(out.map("rtt"), network.rtt());
        YamlWriter loss = out.map("loss");
        loss.put("sameIsp", Quantity.SHARE, network.loss().sameIsp());
        loss.put("crossIsp", Quantity.SHARE, network.loss().crossIsp());
        ice(out.map("ice"), network.ice());
    }

    private static void nat(YamlWriter out, List<Double> shares) {
        for (int i = 0; i < shares.size(); i++) {
            out.put(NetworkSection.NATS.get(i), Quantity.SHARE, shares.get(i));
        }
    }

    private static void rtt(YamlWriter out, NetworkSpec.RttSpec rtt) {
        curve(out.map("sameIsp"), rtt.sameIspMu(), rtt.sameIspSigma());
        curve(out.map("crossIsp"), rtt.crossIspMu(), rtt.crossIspSigma());
        curve(out.map("crossZone"), rtt.crossZoneMu(), rtt.crossZoneSigma());
        out.put("jitter", Quantity.SHARE, rtt.jitter());
        out.put("fixed", rtt.fixedMillis() > 0 ? Quantity.MILLIS.print(rtt.fixedMillis()) : "off");
    }

    private static void curve(YamlWriter out, double mu, double sigma) {
        out.put("mu", Quantity.NUMBER, mu);
        out.put("sigma", Quantity.NUMBER, sigma);
    }

    private static void ice(YamlWriter out, NetworkSpec.IceSpec ice) {
        out.put("deadCandidates", Quantity.SHARE, ice.deadCandidateShare());
        out.put("gatherCap", Quantity.SECONDS, ice.gatherCapSeconds());
        out.put("timeout", Quantity.SECONDS, ice.connectTimeoutSeconds());
        double fixed = ice.fixedConnectSeconds();
        out.put("fixedConnect", fixed >= 0 ? Quantity.SECONDS.print(fixed) : "off");
    }
}
