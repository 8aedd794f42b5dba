package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.scenarios.Arrivals;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.Crowd;
import dev.tributary.scenarios.PlannedEvent;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.scenarios.TimeCurve;
import dev.tributary.scenarios.TimeCurve.Point;
import dev.tributary.sim.audience.ArrivalTimes;
import dev.tributary.sim.audience.Headcount;
import dev.tributary.sim.audience.Population;
import dev.tributary.sim.audience.SessionTimes;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.Randomness;
import dev.tributary.sim.kernel.SimTask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Who comes and goes, and when: independent of the protocol, so that two strategies see the same
 * audience.
 *
 * <p>The first viewers are a snapshot of a room in equilibrium: their remaining time is that of a
 * length-biased session (theory.md 2.7). Later ones stay for a whole session.
 *
 * <p>A viewer's draws are named by a key and not by its number in order of coming, so that those
 * whom an event brings or takes leave all others as they are (decision 73): the first viewers have
 * 0, 1, ...; those who come of themselves {@link #LATER} and more, one after the other, or, where
 * each leaver is replaced, that much more than whom they replace; a crowd's are below 0.
 */
final class Audience {
    private static final long LATER = 1L << 32;
    private static final long CROWD = Long.MIN_VALUE;

    /** What is drawn for an event: who goes, after how long, who comes. */
    private static final long WHO = Randomness.purposeKey("who");

    private static final long WHEN = Randomness.purposeKey("when");
    private static final long KEY = Randomness.purposeKey("key");

    private final Run run;
    private final Cast cast;
    private final AudienceSpec spec;
    private final ArrivalTimes arrivals;
    private final boolean populated;
    private final Population population;

    /** Numbers of those whom nobody follows when they go: an event brought them or takes them. */
    private final BitSet unfollowed = new BitSet();

    private long later;

    Audience(Run run, Cast cast, AudienceSpec spec) {
        this.run = run;
        this.cast = cast;
        this.spec = spec;
        RandomStream random = run.stream(Run.ARRIVAL, 0);
        arrivals = new ArrivalTimes(rate(spec), random);
        populated = spec.arrivals() instanceof Arrivals.Population;
        population = new Population(random);
    }

    /**
     * The rate that keeps the mean, per second. While the first viewers come it replaces those of
     * them who are there: with all of it, a room of N would have more than N when the last of them
     * comes, by as many as leave meanwhile (docs/models.md).
     */
    private static TimeCurve rate(AudienceSpec spec) {
        if (spec.arrivals() instanceof Arrivals.Rate curve) {
            return curve.perSecond();
        }
        double mean = SessionTimes.mean(spec.sessions());
        boolean steady =
                spec.arrivals() == Arrivals.Rule.POISSON && mean < Double.POSITIVE_INFINITY;
        double full = steady ? spec.viewers() / mean : 0;
        double ramp = spec.rampSeconds();
        return new TimeCurve(
                ramp == 0
                        ? List.of(new Point(0, full))
                        : List.of(new Point(0, 0), new Point(ramp, full)));
    }

    /** A viewer's going. */
    private final class Departure extends SimTask {
        private final ViewerNode viewer;

        Departure(ViewerNode viewer) {
            this.viewer = viewer;
        }

        @Override
        public void run() {
            depart(viewer);
        }
    }

    /** Something that happens once. */
    private static final class Once extends SimTask {
        private final Runnable what;

        Once(Runnable what) {
            this.what = what;
        }

        @Override
        public void run() {
            what.run();
        }
    }

    private void at(double seconds, Runnable what) {
        if (seconds < run.endSeconds()) {
            run.simulator().at(Time.nanos(seconds), new Once(what));
        }
    }

    /** Plans the snapshot and the arrivals. */
    void start() {
        for (int i = 0; i < spec.viewers(); i++) {
            int key = i;
            at(spec.rampSeconds() * i / spec.viewers(), () -> enter(key, true));
        }
        if (spec.arrivals() instanceof Arrivals.Population curve) {
            population.want(spec.viewers());
            planChange(new Headcount(curve.viewers()));
        } else {
            planArrival();
        }
    }

    private void planArrival() {
        at(
                arrivals.next(),
                () -> {
                    enter(LATER + later++, false);
                    planArrival();
                });
    }

    private void planChange(Headcount headcount) {
        at(
                headcount.next(),
                () -> {
                    population.want(headcount.count());
                    balance();
                    planChange(headcount);
                });
    }

    /** Lets somebody come for each who is missing, and somebody leave for each too many. */
    private void balance() {
        while (population.missing() > 0) {
            enter(LATER + later++, false);
        }
        while (population.missing() < 0) {
            ViewerNode any = cast.viewer(population.any());
            cast.leave(any);
            population.left(any.id(), false);
        }
    }

    // Planned events. Each has its own randomness.

    /** Plans viewers beyond the ordinary ones, evenly spread, whom nobody follows. */
    void crowd(PlannedEvent event, Randomness own) {
        for (int i = 0; i < event.amount(); i++) {
            long key = own.hash(KEY, i, 0) | CROWD;
            long after = Time.nanos(event.overSeconds() * i / event.amount());
            run.simulator().after(after, new Once(() -> join(key, event.crowd())));
        }
    }

    private void join(long key, Crowd crowd) {
        unfollowed.set(admit(key, false, crowd).id());
    }

    /** Returns a share of those present, drawn for each of them alone. */
    List<ViewerNode> some(double share, Randomness own) {
        List<ViewerNode> some = new ArrayList<>();
        for (int i = 0; i < cast.present(); i++) {
            ViewerNode viewer = cast.presentViewer(i);
            if (own.hash01(WHO, viewer.key(), 0) < share) {
                some.add(viewer);
            }
        }
        return some;
    }

    /** Plans the departure of viewers, evenly spread and at random; nobody follows them. */
    void exodus(List<ViewerNode> viewers, double overSeconds, Randomness own) {
        for (ViewerNode viewer : viewers) {
            unfollowed.set(viewer.id());
            long after = Time.nanos(own.hash01(WHEN, viewer.key(), 0) * overSeconds);
            run.simulator().after(after, new Departure(viewer));
        }
    }

    /** Ends viewers without a word of theirs, at once; nobody follows them. */
    void crash(List<ViewerNode> viewers) {
        for (ViewerNode viewer : viewers) {
            cast.crash(viewer);
            population.left(viewer.id(), true);
        }
    }

    private void enter(long key, boolean snapshot) {
        ViewerNode viewer = admit(key, snapshot, Crowd.ORDINARY);
        if (populated) {
            population.entered(viewer.id());
        }
    }

    private ViewerNode admit(long key, boolean snapshot, Crowd crowd) {
        ViewerNode viewer = cast.enter(key, crowd);
        RandomStream random = run.stream(Run.SESSION, key);
        SessionModel model = crowd.sessions().orElse(spec.sessions());
        double seconds =
                snapshot
                        ? SessionTimes.remaining(model, random)
                        : SessionTimes.session(model, random);
        if (seconds < run.endSeconds()) {
            run.simulator().after(Time.nanos(seconds), new Departure(viewer));
        }
        return viewer;
    }

    private void depart(ViewerNode viewer) {
        if (viewer.gone()) {
            return;
        }
        cast.leave(viewer);
        boolean byEvent = unfollowed.get(viewer.id());
        population.left(viewer.id(), byEvent);
        if (populated) {
            balance();
        } else if (spec.arrivals() == Arrivals.Rule.REPLACE && !byEvent) {
            enter(viewer.key() + LATER, false);
        }
    }
}
