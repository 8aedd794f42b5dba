package dev.tributary.scenarios.preset;

import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.NetworkSpec.AccessTier;
import dev.tributary.scenarios.NetworkSpec.CellularAccess;
import dev.tributary.scenarios.NetworkSpec.IceSpec;
import dev.tributary.scenarios.NetworkSpec.LossSpec;
import dev.tributary.scenarios.NetworkSpec.RttSpec;
import dev.tributary.scenarios.NetworkSpec.UplinkModel;
import dev.tributary.scenarios.NetworkSpec.UplinkUse;
import dev.tributary.scenarios.SessionModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Networks and audiences by name. Every number cites its section of theory.md; [A] marks what is
 * assumed there or here rather than measured.
 */
public final class Presets {
    // NAT shares OPEN, SYMFW, FC, AR, PR, SYM, BLK: theory.md 2.1 and 2.10, all [A], chosen so that
    // the success of pairs equals the measured aggregates. None of the tables has a SYMFW column.
    private static final List<Double> NAT_GLOBAL = List.of(.08, 0., .12, .05, .55, .17, .03);
    private static final List<Double> NAT_CN_2020 = List.of(.03, 0., .10, .04, .58, .21, .04);
    private static final List<Double> NAT_CN_2025 = List.of(.01, 0., .09, .03, .57, .26, .04);
    private static final List<Double> NAT_CELLULAR = List.of(.01, 0., .08, .03, .28, .55, .05);
    private static final List<Double> NAT_OPEN = List.of(1., 0., 0., 0., 0., 0., 0.);

    // Providers: theory.md 2.5, CM, CT, CU of 2020 and of 2024 [D].
    private static final List<Double> ISP_CN_2020 = List.of(.46, .35, .19);
    private static final List<Double> ISP_CN_2024 = List.of(.50, .32, .18);
    // Four providers of falling size [A]; no table for the world in theory.md.
    private static final List<Double> ISP_GLOBAL = List.of(.40, .30, .20, .10);

    // Fixed lines: theory.md 2.4, tiers [A] from published shares of line rates [V].
    private static final List<AccessTier> ACCESS_CN_2020 =
            List.of(
                    tier(50, 5, .10),
                    tier(100, 20, .45),
                    tier(300, 30, .435),
                    tier(1000, 50, .015));
    private static final List<AccessTier> ACCESS_CN_2025 =
            List.of(tier(50, 10, .05), tier(300, 30, .61), tier(1000, 50, .34));
    // theory.md 2.4 dsl, cable, ftth_sym; their shares are ours [A].
    private static final List<AccessTier> ACCESS_GLOBAL =
            List.of(tier(10, 1, .20), tier(100, 10, .50), tier(100, 100, .30));

    // theory.md 2.4: CAICT access rates of 2022 [V], sigma [A].
    private static final CellularAccess CELLULAR_4G = new CellularAccess(43.8, 26.4, .6);
    private static final CellularAccess CELLULAR_5G = new CellularAccess(352, 77, .5);

    // theory.md 2.4: Wi-Fi and other traffic leave 40 to 95 %, the SDK takes half, at most 8 Mbps.
    private static final UplinkUse UPLINK_USE = new UplinkUse(.4, .95, .5, 8);

    // theory.md 2.6: ln ms fitted to published means and 95 % quantiles [D]; jitter [A].
    private static final RttSpec RTT_CN =
            new RttSpec(2.065, .280, 2.650, .277, 3.345, .132, .10, 0);
    // Between regions: PlanetLab, 490 x 490 hosts, theory.md 2.6 [D].
    private static final RttSpec RTT_GLOBAL =
            new RttSpec(2.065, .280, 2.650, .277, 4.66, .96, .10, 0);

    // theory.md 2.5: off-peak loss [A].
    private static final LossSpec LOSS = new LossSpec(.001, .005);

    // theory.md 1.11 and 2.10: one host in five has a candidate source that never answers [A].
    private static final IceSpec ICE = new IceSpec(.20, 5, 5, -1);

    private static final Map<String, NetworkSpec> NETWORKS =
            new TreeMap<>(
                    Map.of(
                            "cn-2020", cn2020(),
                            "cn-2025", cn2025(),
                            "global", global(),
                            "ideal", ideal()));

    // theory.md 2.7: game_live [A]: half zappers of 30 s, half lognormal of median 900 s, sigma
    // 1.2; veloso-2002: Veloso et al. 2002 [M].
    private static final Map<String, SessionModel> SESSIONS =
            new TreeMap<>(
                    Map.of(
                            "game-live", new SessionModel.Mixture(.5, 30, 6.8024, 1.2),
                            "veloso-2002", new SessionModel.Lognormal(5.23553, 1.54432),
                            "forever", new SessionModel.Forever()));

    private Presets() {}

    /** Returns the networks by name, in alphabetical order. */
    public static Map<String, NetworkSpec> networks() {
        return new TreeMap<>(NETWORKS);
    }

    /** Returns the distributions of session lengths by name, in alphabetical order. */
    public static Map<String, SessionModel> sessions() {
        return new TreeMap<>(SESSIONS);
    }

    /** China 2020: 40 % IPv6 (theory.md 2.3, white paper 2020 [V]). */
    private static NetworkSpec cn2020() {
        return new NetworkSpec(
                "cn-2020",
                NAT_CN_2020,
                NAT_CELLULAR,
                .40,
                .95,
                .90,
                ACCESS_CN_2020,
                CELLULAR_4G,
                UPLINK_USE,
                UplinkModel.FIFO,
                ISP_CN_2020,
                4,
                RTT_CN,
                LOSS,
                ICE);
    }

    /** China 2025: 75 % IPv6 (theory.md 2.3, 2025-06 [V]); providers as of 2024. */
    private static NetworkSpec cn2025() {
        return new NetworkSpec(
                "cn-2025",
                NAT_CN_2025,
                NAT_CELLULAR,
                .75,
                .95,
                .90,
                ACCESS_CN_2025,
                CELLULAR_5G,
                UPLINK_USE,
                UplinkModel.FIFO,
                ISP_CN_2024,
                4,
                RTT_CN,
                LOSS,
                ICE);
    }

    /** The world at large; theory.md gives no share of IPv6 for it, 40 % as in China 2020 [A]. */
    private static NetworkSpec global() {
        return new NetworkSpec(
                "global",
                NAT_GLOBAL,
                NAT_CELLULAR,
                .40,
                .95,
                .90,
                ACCESS_GLOBAL,
                CELLULAR_4G,
                UPLINK_USE,
                UplinkModel.FIFO,
                ISP_GLOBAL,
                4,
                RTT_GLOBAL,
                LOSS,
                ICE);
    }

    /** No NAT, no loss, no limits: the network of theory.md 1.5 and check V10, T_c = 0.5 s. */
    private static NetworkSpec ideal() {
        double lnTwenty = 2.995732273553991;
        return new NetworkSpec(
                "ideal",
                NAT_OPEN,
                NAT_OPEN,
                0,
                1,
                1,
                List.of(tier(0, 0, 1)),
                new CellularAccess(1000, 1000, 0),
                new UplinkUse(1, 1, 1, 10_000),
                UplinkModel.FIFO,
                List.of(1.),
                1,
                new RttSpec(lnTwenty, 0, lnTwenty, 0, lnTwenty, 0, .10, 20),
                new LossSpec(0, 0),
                new IceSpec(0, 5, 5, .5));
    }

    private static AccessTier tier(double downMbps, double upMbps, double share) {
        return new AccessTier(downMbps, upMbps, share);
    }
}
