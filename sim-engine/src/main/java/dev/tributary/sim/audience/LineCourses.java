package dev.tributary.sim.audience;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.Access;
import dev.tributary.scenarios.NetworkSpec;
import dev.tributary.scenarios.NetworkSpec.CrossTraffic;
import dev.tributary.scenarios.NetworkSpec.Variation;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.net.RateCourse;
import dev.tributary.sim.net.RateWave;
import dev.tributary.sim.net.RateWave.Law;
import java.util.ArrayList;
import java.util.List;

/**
 * How the rates of viewers' lines change in time. Each direction has draws of its own, named by the
 * viewer, so that two strategies, compared by seed, see the same lines.
 */
public final class LineCourses {
    private static final long DOWN = Randomness.purposeKey("line.down");
    private static final long UP = Randomness.purposeKey("line.up");
    private static final long CROSS_TRAFFIC = Randomness.purposeKey("line.cross-traffic");

    private final Randomness randomness;
    private final Variation variation;
    private final CrossTraffic crossTraffic;

    /** Creates the courses of a run. */
    public LineCourses(Randomness randomness, NetworkSpec network) {
        this.randomness = randomness;
        variation = network.variation();
        crossTraffic = network.crossTraffic();
    }

    /** Returns how the downlink of the viewer with a key changes. */
    public RateCourse down(long viewer, Access access) {
        return RateCourse.of(radio(DOWN, viewer, access));
    }

    /** Returns how its uplink changes: as the radio does, and as others upload over it. */
    public RateCourse up(long viewer, Access access) {
        List<RateWave> waves = radio(UP, viewer, access);
        if (crossTraffic.share() > 0) {
            Law law = Law.onOff(crossTraffic.share(), crossTraffic.leaves());
            long period = Time.nanos(crossTraffic.everySeconds());
            waves.add(new RateWave(randomness, CROSS_TRAFFIC, viewer, period, law));
        }
        return RateCourse.of(waves);
    }

    private List<RateWave> radio(long purpose, long viewer, Access access) {
        double sigma =
                switch (access) {
                    case WIRED -> 0;
                    case WIFI -> variation.wifiSigma();
                    case CELLULAR -> variation.cellularSigma();
                };
        List<RateWave> waves = new ArrayList<>(2);
        if (sigma > 0) {
            long period = Time.nanos(variation.everySeconds());
            waves.add(new RateWave(randomness, purpose, viewer, period, Law.lognormal(sigma)));
        }
        return waves;
    }
}
