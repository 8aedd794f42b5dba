package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import dev.tributary.sim.world.Replications;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a batch: replications are stopped, a directory that is being written is finished,
 * then the process ends.
 */
final class Interruption {
    private static final long WRITING_SECONDS = 60;

    private final Environment environment;
    private final Replications work;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");

    private Interruption(Environment environment, Replications work) {
        this.environment = environment;
        this.work = work;
    }

    /** Is ready for an interruption from now on. */
    static Interruption expect(Environment environment, Replications work) {
        Interruption interruption = new Interruption(environment, work);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop() {
        work.close();
        try {
            if (done.await(WRITING_SECONDS, TimeUnit.SECONDS)) {
                environment.err().println("tributary: interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the process end: nothing is half-written any more. */
    void over() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already, and has just been let go.
        }
    }
}
