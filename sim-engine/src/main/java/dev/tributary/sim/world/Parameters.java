package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.scenarios.CdnSpec;
import dev.tributary.scenarios.CdnSpec.SlowStart;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.NetworkSpec.RttSpec;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.net.EdgeLines;
import dev.tributary.sim.net.IceConfig;
import dev.tributary.sim.net.PathConfig;

/** Turns the network of a scenario into the parameters of the network models. */
final class Parameters {
    private Parameters() {}

    static PathConfig paths(NetworkSpec network) {
        RttSpec rtt = network.rtt();
        if (rtt.fixedMillis() > 0) {
            PathConfig.CoreRtt fixed = new PathConfig.CoreRtt(StrictMath.log(rtt.fixedMillis()), 0);
            return new PathConfig(
                    fixed,
                    fixed,
                    fixed,
                    0,
                    rtt.jitter(),
                    network.loss().sameIsp(),
                    network.loss().crossIsp());
        }
        PathConfig defaults = PathConfig.defaults();
        return new PathConfig(
                new PathConfig.CoreRtt(rtt.sameIsp().mu(), rtt.sameIsp().sigma()),
                new PathConfig.CoreRtt(rtt.crossIsp().mu(), rtt.crossIsp().sigma()),
                new PathConfig.CoreRtt(rtt.crossZone().mu(), rtt.crossZone().sigma()),
                defaults.coreAccessNanos(),
                rtt.jitter(),
                network.loss().sameIsp(),
                network.loss().crossIsp());
    }

    static EdgeLines edgeLines(CdnSpec cdn) {
        long rate = cdn.viewerMbps() == 0 ? AccessLink.UNLIMITED : (long) (cdn.viewerMbps() * 1e6);
        boolean slow = cdn.slowStart() != SlowStart.NEVER;
        long initial = slow ? (long) cdn.initialWindow() * EdgeLines.SEGMENT_BYTES : 0;
        return new EdgeLines(rate, initial, cdn.slowStart() == SlowStart.AFTER_IDLE);
    }

    static IceConfig ice(NetworkSpec network) {
        IceConfig defaults = IceConfig.defaults();
        return new IceConfig(
                defaults.makeNanos(),
                defaults.signallingNanos(),
                defaults.pacingNanos(),
                defaults.pacingStepsMax(),
                defaults.cryptoNanos(),
                network.ice().deadCandidateShare(),
                Time.nanos(network.ice().gatherCapSeconds()),
                Time.nanos(network.ice().connectTimeoutSeconds()),
                network.connectSuccess(),
                network.ipv6Success());
    }
}
