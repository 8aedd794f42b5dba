package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.cli.base.ExitCode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a server's first word to its end: SIGTERM and Ctrl-C stop it in order, and the process ends
 * with 0.
 */
final class Lifetime {
    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    private final Environment environment;
    private final AtomicBoolean stopping = new AtomicBoolean();

    Lifetime(Environment environment) {
        this.environment = environment;
    }

    /** Waits for the end; an interrupted thread stops the server as a signal does. */
    int await(ServerCommand.Running running) {
        Thread hook = new Thread(() -> signalled(running), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        environment.out().println(running.ready());
        try {
            running.service().eventLoop().terminationFuture().await();
        } catch (InterruptedException e) {
            stopping.set(true);
            running.stop().run();
        }
        if (!stopping.get()) {
            environment.err().println("tributary: the server stopped by itself");
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already, and ends the process.
        }
        return stopping.get() ? ExitCode.FINE : ExitCode.INTERNAL;
    }

    /** A process that a signal ends would not end with 0. */
    private void signalled(ServerCommand.Running running) {
        stopping.set(true);
        LOG.info("stopping, as asked: nobody new is taken, what is under way is finished");
        running.stop().run();
        LOG.info("stopped");
        environment.out().flush();
        Runtime.getRuntime().halt(ExitCode.FINE);
    }
}
