package dev.tributary.core.room;

import dev.tributary.core.base.Check;
import dev.tributary.core.nat.NatType;

/**
 * What a viewer tells the tracker about itself.
 *
 * @param uplinkKbps upload that may be used for peers, kbit/s
 * @param isp number of the internet provider, 0..65535
 * @param zone number of the large region, 0..255
 */
public record Capabilities(
        NatType nat,
        boolean ipv6,
        Access access,
        Device device,
        int uplinkKbps,
        int isp,
        int zone) {
    /** Checks the ranges. */
    public Capabilities {
        Check.range("uplinkKbps", uplinkKbps, 0, 10_000_000);
        Check.range("isp", isp, 0, 65_535);
        Check.range("zone", zone, 0, 255);
    }

    /** Returns whether this viewer pays per byte; such viewers never upload (Douyu, seed 000). */
    public boolean cellular() {
        return access == Access.CELLULAR;
    }
}
