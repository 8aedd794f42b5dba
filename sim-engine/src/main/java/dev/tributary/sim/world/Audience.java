package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.scenarios.AudienceSpec;
import dev.tributary.scenarios.AudienceSpec.Arrivals;
import dev.tributary.scenarios.SessionModel;
import dev.tributary.sim.kernel.RandomStream;
import dev.tributary.sim.kernel.SimTask;

/**
 * Who comes and goes, and when: independent of the protocol, so that two strategies see the same
 * audience.
 *
 * <p>The first viewers are a snapshot of a room in equilibrium: their remaining time is that of a
 * length-biased session (theory.md 2.7). Later ones stay for a whole session.
 */
final class Audience {
    private final Run run;
    private final Cast cast;
    private final AudienceSpec spec;
    private final RandomStream arrivals;
    private final double meanSeconds;

    Audience(Run run, Cast cast, AudienceSpec spec) {
        this.run = run;
        this.cast = cast;
        this.spec = spec;
        arrivals = run.stream(Run.ARRIVAL, 0);
        meanSeconds = mean(spec.sessions());
    }

    /** A viewer's coming or going. */
    private final class Change extends SimTask {
        private final ViewerNode leaver;
        private final boolean snapshot;
        private final boolean chained;

        Change(ViewerNode leaver, boolean snapshot, boolean chained) {
            this.leaver = leaver;
            this.snapshot = snapshot;
            this.chained = chained;
        }

        @Override
        public void run() {
            if (leaver != null) {
                depart(leaver);
                return;
            }
            enter(snapshot);
            if (chained) {
                scheduleArrival();
            }
        }
    }

    /** Plans the snapshot and the arrivals. */
    void start() {
        for (int i = 0; i < spec.viewers(); i++) {
            double at = spec.rampSeconds() * i / spec.viewers();
            run.simulator().at(Time.nanos(at), new Change(null, true, false));
        }
        if (spec.arrivals() == Arrivals.POISSON && meanSeconds < Double.POSITIVE_INFINITY) {
            scheduleArrival();
        }
    }

    /** Plans viewers beyond the ordinary ones, evenly spread. */
    void crowd(int viewers, double overSeconds) {
        for (int i = 0; i < viewers; i++) {
            long after = (long) (overSeconds * Time.NANOS_PER_SECOND * i / viewers);
            run.simulator().after(after, new Change(null, false, false));
        }
    }

    /** Plans the departure of a share of those present, evenly spread and at random. */
    void exodus(double share, double overSeconds) {
        for (int i = 0; i < cast.present(); i++) {
            if (arrivals.bernoulli(share)) {
                long after = Time.nanos(arrivals.nextDouble() * overSeconds);
                run.simulator().after(after, new Change(cast.presentViewer(i), false, false));
            }
        }
    }

    /** Ends a share of those present without a word of theirs, at once. */
    void crash(double share) {
        for (int i = cast.present() - 1; i >= 0; i--) {
            if (arrivals.bernoulli(share)) {
                cast.crash(cast.presentViewer(i));
            }
        }
    }

    private void scheduleArrival() {
        double gap = arrivals.exponential(meanSeconds / spec.viewers());
        run.simulator().after(Time.nanos(gap), new Change(null, false, true));
    }

    private void enter(boolean snapshot) {
        ViewerNode viewer = cast.enter();
        RandomStream random = run.stream(Run.SESSION, viewer.id());
        SessionModel model = spec.sessions();
        double seconds = snapshot ? remaining(model, random) : session(model, random);
        if (seconds < run.endSeconds()) {
            run.simulator().after(Time.nanos(seconds), new Change(viewer, false, false));
        }
    }

    private void depart(ViewerNode viewer) {
        if (viewer.gone()) {
            return;
        }
        cast.leave(viewer);
        if (spec.arrivals() == Arrivals.REPLACE) {
            enter(false);
        }
    }

    static double mean(SessionModel model) {
        return model.answer(SessionMean.ANSWERS);
    }

    static double session(SessionModel model, RandomStream random) {
        return model.answer(new SessionDraw(random));
    }

    /** A session seen at a random instant is length-biased, and a uniform part of it is left. */
    static double remaining(SessionModel model, RandomStream random) {
        return model.answer(new RemainderDraw(random));
    }
}
