package dev.tributary.sim.audience;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.scenarios.AudienceSpec.DeviceMix;
import dev.tributary.scenarios.Crowd;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.NetworkSpec.AccessTier;
import dev.tributary.scenarios.NetworkSpec.Isp;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.net.AccessKind;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.Site;
import java.util.List;
import java.util.Optional;

/**
 * Who a viewer is, drawn once from its own stream in a fixed order, so that a change of one share
 * leaves all other draws alone.
 *
 * @param capabilities what it tells the tracker
 * @param site where it is
 * @param downBitsPerSecond downlink
 * @param upBitsPerSecond uplink of the line, other traffic taken off
 */
public record Traits(
        Capabilities capabilities, Site site, long downBitsPerSecond, long upBitsPerSecond) {
    private static final double MEGA = 1e6;
    private static final int UNLIMITED_KBPS = 10_000_000;

    /** Rates of one line, bits per second. */
    private record Line(double down, double up) {}

    /**
     * Draws a viewer.
     *
     * @param key names the viewer in its draws; see {@link Site#id}
     * @param devices the ordinary viewers' devices
     * @param crowd what distinguishes it from them
     */
    public static Traits draw(
            long key, RandomStream random, NetworkSpec network, DeviceMix devices, Crowd crowd) {
        DeviceMix mix = crowd.devices().orElse(devices);
        Device device = device(random.nextDouble(), mix);
        boolean cellular = random.nextDouble() < mix.cellularOfMobile() && device == Device.PHONE;
        boolean wifi = random.nextDouble() < mix.wifiOfFixed() || device == Device.PHONE;
        double natDraw = random.nextDouble();
        double ipv6Draw = random.nextDouble();
        List<Double> isps =
                crowd.isps().orElseGet(() -> network.isps().stream().map(Isp::share).toList());
        int isp = pick(isps, random.nextDouble());
        Optional<List<Double>> own = cellular ? crowd.cellularNat() : crowd.fixedNat();
        List<Double> nats = own.orElseGet(() -> network.nat(isp, cellular));
        NatType nat = NatType.values()[pick(nats, natDraw)];
        boolean ipv6 = ipv6Draw < crowd.ipv6Share().orElseGet(() -> network.ipv6(isp));
        int zone = random.nextInt(network.zones());
        double tier = random.nextDouble();
        double factor = random.uniform(network.uplinkUse().low(), network.uplinkUse().high());
        double normalDown = random.normal();
        double normalUp = random.normal();
        Line line =
                cellular
                        ? cellularLine(network.cellular(), normalDown, normalUp)
                        : fixedLine(network.access(isp), tier);
        Access access = cellular ? Access.CELLULAR : wifi ? Access.WIFI : Access.WIRED;
        Site site =
                new Site(key, zone, isp, network.rtt().fixedMillis() > 0 ? 0 : leg(access, random));
        int usable = usableKbps(line.up() * factor, network);
        Capabilities capabilities = new Capabilities(nat, ipv6, access, device, usable, isp, zone);
        return new Traits(capabilities, site, rate(line.down()), rate(line.up() * factor));
    }

    private static Device device(double u, DeviceMix mix) {
        if (u < mix.pc()) {
            return Device.PC;
        }
        return u < mix.pc() + mix.tv() ? Device.TV : Device.PHONE;
    }

    /** Returns the index into shares that a uniform draw falls on. */
    private static int pick(List<Double> shares, double u) {
        double left = u;
        for (int i = 0; i < shares.size() - 1; i++) {
            left -= shares.get(i);
            if (left < 0) {
                return i;
            }
        }
        return shares.size() - 1;
    }

    private static Line fixedLine(List<AccessTier> tiers, double u) {
        AccessTier tier = tiers.get(pick(tiers.stream().map(AccessTier::share).toList(), u));
        return new Line(unlimited(tier.downMbps()), unlimited(tier.upMbps()));
    }

    private static double unlimited(double mbps) {
        return mbps == 0 ? Double.POSITIVE_INFINITY : mbps * MEGA;
    }

    /** A lognormal with the given mean has mu = ln(mean) - sigma^2 / 2. */
    private static Line cellularLine(
            NetworkSpec.CellularAccess spec, double normalDown, double normalUp) {
        double shift = -spec.sigma() * spec.sigma() / 2;
        double down = spec.downMeanMbps() * StrictMath.exp(shift + spec.sigma() * normalDown);
        double up = spec.upMeanMbps() * StrictMath.exp(shift + spec.sigma() * normalUp);
        return new Line(down * MEGA, up * MEGA);
    }

    private static long leg(Access access, RandomStream random) {
        return switch (access) {
            case WIRED -> AccessKind.WIRED.drawNanos(random);
            case WIFI -> AccessKind.WIFI.drawNanos(random);
            case CELLULAR -> AccessKind.CELLULAR_4G.drawNanos(random);
        };
    }

    private static int usableKbps(double upBitsPerSecond, NetworkSpec network) {
        double cap = network.uplinkUse().capMbps() * MEGA;
        double share = upBitsPerSecond * network.uplinkUse().capFraction();
        double usable = cap > 0 ? Math.min(share, cap) : share;
        return (int) Math.min(UNLIMITED_KBPS, usable / 1e3);
    }

    private static long rate(double bitsPerSecond) {
        return Double.isInfinite(bitsPerSecond)
                ? AccessLink.UNLIMITED
                : Math.max(1, (long) bitsPerSecond);
    }
}
