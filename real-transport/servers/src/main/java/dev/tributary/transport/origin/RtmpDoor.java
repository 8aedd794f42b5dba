package dev.tributary.transport.origin;

import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Refusals;
import dev.tributary.transport.http.SideDoor;
import io.micrometer.core.instrument.Gauge;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Where encoders publish by RTMP: its connections, and what they may take. */
@SuppressWarnings("FutureReturnValueIgnored") // the sweep ends with its event loop
final class RtmpDoor {
    /** Connections in all, per address, and accepted per second: encoders are few. */
    static final int CONNECTIONS_MAX = 512;

    static final int CONNECTIONS_PER_ADDRESS = 32;
    static final int ACCEPTS_PER_SECOND = 100;

    private static final int SWEEPS_PER_LIMIT = 8;

    private final HttpService service;
    private final Gate gate;
    private final HttpLimits limits;
    private final SideDoor door;
    private final Set<RtmpConnection> open = new LinkedHashSet<>();

    /** Creates the door of a service that has not started. */
    RtmpDoor(HttpService service, InetSocketAddress address, Gate gate) {
        this.service = service;
        this.gate = gate;
        limits =
                service.limits()
                        .withConnections(
                                CONNECTIONS_MAX, CONNECTIONS_PER_ADDRESS, ACCEPTS_PER_SECOND);
        explain(service.refusals());
        door = service.sideDoor(address, limits, this::fill);
        Gauge.builder("tributary.rtmp.connections", open, Set::size)
                .description("Open RTMP connections")
                .register(service.registry());
        int millis = Math.max(1, limits.headerMillis() / SWEEPS_PER_LIMIT);
        service.eventLoop()
                .scheduleWithFixedDelay(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void explain(Refusals refusals) {
        refusals.explain(
                "rtmp_slow",
                "it did not shake hands, connect or publish in time: no encoder, or a bad network");
        refusals.explain(
                "rtmp_idle", "it is connected and sends nothing: the encoder stands still");
        refusals.explain(
                "rtmp_application",
                "the server's URL ends in /live, and the stream key follows as its name");
        refusals.explain("rtmp_play", "nobody can watch by RTMP here: viewers use tributary watch");
        refusals.explain(
                "rtmp_record", "nothing is recorded here: the encoder should publish as live");
        refusals.explain("rtmp_impatient", "it sent media before it was told that it may publish");
    }

    int port() {
        return door.port();
    }

    private void fill(ChannelPipeline pipeline) {
        Channel channel = pipeline.channel();
        RtmpConnection connection = new RtmpConnection(channel, gate, service.refusals(), limits);
        open.add(connection);
        channel.closeFuture().addListener(done -> open.remove(connection));
        pipeline.addLast(connection);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (RtmpConnection connection : List.copyOf(open)) {
            connection.check(now);
        }
    }
}
