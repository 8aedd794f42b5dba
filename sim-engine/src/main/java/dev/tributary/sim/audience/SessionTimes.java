package dev.tributary.sim.audience;

import dev.tributary.scenarios.SessionModel;
import dev.tributary.sim.kernel.RandomStream;

/** How long viewers stay, seconds (theory.md 2.7). */
public final class SessionTimes {
    private SessionTimes() {}

    /** Returns the mean of a session; infinite when nobody leaves. */
    public static double mean(SessionModel model) {
        return model.answer(SessionMean.ANSWERS);
    }

    /** Draws the session of a viewer who comes now. */
    public static double session(SessionModel model, RandomStream random) {
        return model.answer(new SessionDraw(random, false));
    }

    /** Draws what is left of the session of a viewer whom the run finds in the room. */
    public static double remaining(SessionModel model, RandomStream random) {
        return model.answer(new SessionDraw(random, true));
    }
}
