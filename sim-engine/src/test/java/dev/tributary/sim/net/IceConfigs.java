package dev.tributary.sim.net;

/** Variants of the default configuration. */
final class IceConfigs {
    private IceConfigs() {}

    /** The first pair works and all candidate sources answer. */
    static IceConfig certain(double ipv4Success, double ipv6Success) {
        return variant(0, 0, 0, ipv4Success, ipv6Success);
    }

    /** Only the dead share and the gathering cap differ from the default. */
    static IceConfig dead(double share, long capNanos) {
        return variant(3, share, capNanos, 0.95, 0.90);
    }

    private static IceConfig variant(
            int pacingStepsMax, double dead, long capNanos, double ipv4, double ipv6) {
        IceConfig base = IceConfig.defaults();
        return new IceConfig(
                base.makeNanos(),
                base.signallingNanos(),
                base.pacingNanos(),
                pacingStepsMax,
                base.cryptoNanos(),
                dead,
                capNanos,
                base.connectTimeoutNanos(),
                ipv4,
                ipv6);
    }
}
