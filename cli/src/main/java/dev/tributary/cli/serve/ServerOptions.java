package dev.tributary.cli.serve;

import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpService;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every server. */
final class ServerOptions {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = Inputs.Listen.class,
            description = "Address to serve on; port 0 takes a free one.")
    private InetSocketAddress listen;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            converter = Inputs.Listen.class,
            description =
                    "Own address for /metrics and /healthz; without it they are on the main one,"
                            + " /metrics for this machine only.")
    private InetSocketAddress admin;

    @Option(
            names = ConfigFile.OPTION,
            paramLabel = "FILE",
            description =
                    "Java properties with the names of the long options; the command line wins.")
    @SuppressWarnings("UnusedVariable") // ConfigFile reads it before picocli does
    private Path config;

    InetSocketAddress listen() {
        return listen;
    }

    void listenOn(InetSocketAddress other) {
        listen = other;
    }

    InetSocketAddress admin() {
        return admin;
    }

    HttpConfig http(String name) {
        return HttpConfig.of(name, listen).withAdmin(admin);
    }

    /** Returns where a service is, with the port it got. */
    static String address(InetSocketAddress asked, int port) {
        InetAddress address = asked.getAddress();
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns where the metrics are. */
    String metrics(HttpService service, String url) {
        return admin == null
                ? url + "/metrics (for this machine)"
                : "http://" + address(admin, service.adminPort()) + "/metrics";
    }
}
