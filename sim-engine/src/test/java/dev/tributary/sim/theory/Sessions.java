package dev.tributary.sim.theory;

import dev.tributary.scenarios.SessionModel;
import dev.tributary.sim.kernel.RandomStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The draws of {@code sim.world.Audience}, which is not public: the suite measures the code that
 * rooms run, not a copy of it.
 */
final class Sessions {
    private static final MethodHandle SESSION = find("session");
    private static final MethodHandle REMAINING = find("remaining");

    private Sessions() {}

    private static MethodHandle find(String name) {
        try {
            Class<?> audience = Class.forName("dev.tributary.sim.world.Audience");
            MethodType type =
                    MethodType.methodType(double.class, SessionModel.class, RandomStream.class);
            return MethodHandles.privateLookupIn(audience, MethodHandles.lookup())
                    .findStatic(audience, name, type);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("Audience." + name, missing);
        }
    }

    /** Draws the length of the visit of a viewer who comes now. */
    static double session(SessionModel model, RandomStream random) {
        return call(SESSION, model, random);
    }

    /** Draws how long a viewer whom the run finds in the room will stay. */
    static double remaining(SessionModel model, RandomStream random) {
        return call(REMAINING, model, random);
    }

    private static double call(MethodHandle draw, SessionModel model, RandomStream random) {
        try {
            return (double) draw.invokeExact(model, random);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
