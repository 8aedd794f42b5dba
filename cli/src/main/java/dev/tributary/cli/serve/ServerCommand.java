package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.transport.http.HttpService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the servers have in common: they start, say so once, and run until the process ends. */
abstract class ServerCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin private ServerOptions options;
    @Mixin private LogOptions log;
    @Spec private CommandSpec spec;

    ServerCommand(Environment environment) {
        this.environment = environment;
    }

    /**
     * A server that runs.
     *
     * @param ready what it says then
     * @param service ends when it does
     * @param stop stops it and waits
     */
    record Running(String ready, HttpService service, Runnable stop) {}

    /**
     * Starts the server.
     *
     * @throws IOException when something given cannot be used, such as an address that is taken
     */
    abstract Running start() throws IOException;

    @Override
    public final Integer call() {
        if (options.listen() == null) {
            options.listenOn(usualAddress());
        }
        log.apply(hasStatusLine());
        Running running;
        try {
            running = start();
        } catch (IOException e) {
            Throwable cause = e.getCause();
            String why =
                    cause == null || String.valueOf(e.getMessage()).contains(": ")
                            ? ""
                            : ": " + cause.getMessage();
            throw new ParameterException(spec.commandLine(), e.getMessage() + why, e);
        }
        return new Lifetime(environment).await(running);
    }

    /** Returns whether a line on standard error is drawn anew all the time. */
    boolean hasStatusLine() {
        return false;
    }

    /** Returns where it listens when nothing else is said. */
    InetSocketAddress usualAddress() {
        throw wrong("Missing required option: '--listen=HOST:PORT'");
    }

    Environment environment() {
        return environment;
    }

    ServerOptions options() {
        return options;
    }

    Path file(Path given) {
        return environment.here().resolve(given);
    }

    ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    /** Returns what a server says when it serves HTTP. */
    String ready(String name, String scheme, HttpService service, String path) {
        String address = ServerOptions.address(options.listen(), service.port());
        boolean secure = scheme.equals("https") || scheme.equals("wss");
        String plain = (secure ? "https://" : "http://") + address;
        return name
                + " listens on "
                + scheme
                + "://"
                + address
                + path
                + ", metrics on "
                + options.metrics(service, plain);
    }

    static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
}
