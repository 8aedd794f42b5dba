package dev.tributary.cli.serve;

import dev.tributary.cli.base.Environment;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.player.FlvGateway;
import dev.tributary.transport.player.ScreenConfig;
import dev.tributary.transport.player.ScreenViewer;
import dev.tributary.webrtc.ice.AddressPolicy;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One real viewer, whose stream any player on this machine can open. */
@Command(
        name = "watch",
        description = {
            "Be a viewer: watch a stream, feed others, and give what is watched to players as HTTP-FLV"
                    + " (/live.flv) until SIGTERM or Ctrl-C. Listens on 127.0.0.1:8080 if not told"
                    + " otherwise.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary watch http://127.0.0.1:7000 --stream 0123456789abcdef0123456789abcdef",
            "  ffplay http://127.0.0.1:8080/live.flv",
        })
public final class WatchCommand extends ServerCommand {
    private static final int USUAL_PORT = 8080;
    private static final int KBPS_MAX = 10_000_000;

    @Parameters(
            paramLabel = "SCHEDULER_URL",
            converter = Inputs.Base.class,
            description = "Where the scheduler is.")
    private BaseUrl scheduler;

    @Option(
            names = "--stream",
            required = true,
            paramLabel = "KEY",
            converter = Inputs.Stream.class,
            description = "What to watch, 32 hexadecimal digits.")
    private StreamKey stream;

    @Option(
            names = "--uplink",
            paramLabel = "KBPS",
            description = "Upload that others may use, kbit/s; ${DEFAULT-VALUE} if not given.")
    private int uplinkKbps = 10_000;

    @Option(
            names = "--nat",
            paramLabel = "TYPE",
            description =
                    "How this network treats UDP: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not"
                            + " given, OPEN with --lab.")
    private NatType nat = NatType.PORT_RESTRICTED;

    @Option(
            names = "--lab",
            description =
                    "Other viewers are on this machine or network: use private addresses too.")
    private boolean lab;

    @Mixin private TrustOptions trust;

    /** Creates the command. */
    public WatchCommand(Environment environment) {
        super(environment);
    }

    @Override
    InetSocketAddress usualAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT);
    }

    @Override
    boolean hasStatusLine() {
        return environment().errTerminal();
    }

    @Override
    Running start() throws IOException {
        if (uplinkKbps < 0 || uplinkKbps > KBPS_MAX) {
            throw wrong("'--uplink': " + uplinkKbps + " is not in 0.." + KBPS_MAX);
        }
        HttpClientConfig http = trust.client(environment());
        HttpService service = new HttpService(options().http("watch"), registry());
        FlvGateway gateway = new FlvGateway(service);
        service.start();
        List<InetAddress> addresses = addresses();
        boolean ipv6 = addresses.stream().anyMatch(WatchCommand::globalIpv6);
        NatType kind = lab ? NatType.OPEN : nat;
        ScreenConfig config =
                new ScreenConfig(
                        stream,
                        new Capabilities(kind, ipv6, Access.WIRED, Device.PC, uplinkKbps, 0, 0),
                        scheduler,
                        http,
                        addresses,
                        lab ? AddressPolicy.LAB : AddressPolicy.PUBLIC);
        ScreenViewer viewer = ScreenViewer.start(service, gateway, config, new SecureRandom());
        if (hasStatusLine()) {
            new StatusLine(environment(), viewer).start(service.eventLoop());
        }
        return new Running(
                ready("watch", "http", service, FlvGateway.PATH), service, service::close);
    }

    /** Returns where others may reach this machine; loopback in a laboratory. */
    private List<InetAddress> addresses() throws IOException {
        List<InetAddress> found = new ArrayList<>();
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (card.isUp() && (lab || !card.isLoopback())) {
                card.inetAddresses().filter(a -> !a.isLinkLocalAddress()).forEach(found::add);
            }
        }
        return found;
    }

    private static boolean globalIpv6(InetAddress address) {
        return address instanceof Inet6Address
                && !address.isLoopbackAddress()
                && AddressPolicy.PUBLIC.accepts(new InetSocketAddress(address, 65_535));
    }
}
