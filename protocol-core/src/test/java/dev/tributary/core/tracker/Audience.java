package dev.tributary.core.tracker;

import dev.tributary.core.base.Rng;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;

/** Draws viewers like those of theory.md 2.1, preset cn_fixed_2020 with 15 % cellular ones. */
public final class Audience {
    private static final NatType[] NATS = {
        NatType.OPEN,
        NatType.FULL_CONE,
        NatType.ADDRESS_RESTRICTED,
        NatType.PORT_RESTRICTED,
        NatType.SYMMETRIC,
        NatType.UDP_BLOCKED
    };
    private static final int[] FIXED = {30, 100, 40, 580, 210, 40};
    private static final int[] CELLULAR = {10, 80, 30, 280, 550, 50};
    private static final int[] UPLINK_KBPS = {5_000, 20_000, 30_000, 50_000};
    private static final int[] UPLINK_SHARES = {100, 450, 435, 15};

    private final Rng rng;

    /** Draws with a generator. */
    public Audience(Rng rng) {
        this.rng = rng;
    }

    /** Returns the next viewer. */
    public Capabilities next() {
        boolean cellular = rng.nextInt(100) < 15;
        NatType nat = NATS[draw(cellular ? CELLULAR : FIXED)];
        boolean ipv6 = rng.nextInt(100) < 40;
        int usable = UPLINK_KBPS[draw(UPLINK_SHARES)] / 1_000 * (400 + rng.nextInt(551)) / 2;
        Access access = rng.nextInt(2) == 0 ? Access.WIRED : Access.WIFI;
        Device device = rng.nextInt(10) < 7 ? Device.PC : Device.PHONE;
        return new Capabilities(
                nat,
                ipv6,
                cellular ? Access.CELLULAR : access,
                cellular ? Device.PHONE : device,
                Math.min(8_000, usable),
                rng.nextInt(4),
                rng.nextInt(4));
    }

    /** A wired computer with a fast line behind the given NAT. */
    public static Capabilities wired(NatType nat) {
        return new Capabilities(nat, false, Access.WIRED, Device.PC, 50_000, 1, 1);
    }

    private int draw(int[] perMille) {
        int left = rng.nextInt(1_000);
        int index = 0;
        while (left >= perMille[index]) {
            left -= perMille[index++];
        }
        return index;
    }
}
