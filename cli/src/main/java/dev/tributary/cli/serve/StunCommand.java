package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.stun.StunService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.Command;

/** Tells viewers their addresses. */
@Command(
        name = "stun",
        description = "Tell viewers their addresses (STUN Binding over UDP, RFC 8489).",
        footerHeading = "%nExamples:%n",
        footer = {"  tributary serve stun --listen 0.0.0.0:3478 --admin 127.0.0.1:9478"})
final class StunCommand extends ServerCommand {
    StunCommand(Environment environment) {
        super(environment);
    }

    @Override
    Running start() throws IOException {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpConfig http = HttpConfig.of("stun", loopback).withAdmin(options().admin());
        HttpService service = new HttpService(http, registry());
        StunService server =
                new StunService(service.eventLoop(), options().listen(), service.registry());
        service.start();
        String address = ServerOptions.address(options().listen(), server.address().getPort());
        String plain = "http://" + ServerOptions.address(loopback, service.port());
        return new Running(
                "stun listens on udp://"
                        + address
                        + ", metrics on "
                        + options().metrics(service, plain),
                service,
                () -> {
                    server.close();
                    service.close();
                });
    }
}
