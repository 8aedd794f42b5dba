package dev.tributary.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Who may connect: paces the listening socket, and counts connections in all and per address.
 *
 * <p>A flood waits in the kernel's queue instead of being reset, so that a crowd of honest viewers
 * comes in late rather than not at all.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Admission extends ChannelInboundHandlerAdapter {
    private static final long PAUSE_MILLIS = 10;

    private final HttpLimits limits;
    private final Map<Long, Integer> perNetwork = new HashMap<>();
    private int connections;
    private double tokens;
    private long filledNanos = System.nanoTime();
    private long pauses;

    Admission(HttpLimits limits) {
        this.limits = limits;
        tokens = limits.acceptsPerSecond();
    }

    @Override
    public boolean isSharable() {
        return true;
    }

    /** A connection was accepted: in the pipeline of the listening socket. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        long now = System.nanoTime();
        int rate = limits.acceptsPerSecond();
        tokens = Math.min(rate, tokens + (now - filledNanos) * 1e-9 * rate);
        filledNanos = now;
        tokens--;
        if (tokens < 0 && context.channel().config().isAutoRead()) {
            pauses++;
            long pauseMillis = Math.max(PAUSE_MILLIS, (long) (-tokens * 1_000 / rate));
            context.channel().config().setAutoRead(false);
            context.executor()
                    .schedule(
                            () -> context.channel().config().setAutoRead(true),
                            pauseMillis,
                            TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(accepted);
    }

    /**
     * Lets a connection in until it is closed, or closes it and counts why.
     *
     * @return its address, or null when it is refused
     */
    InetAddress admit(SocketChannel channel, HttpService service) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            channel.close();
            return null;
        }
        InetAddress address = remote.getAddress();
        String refused = service.stopping() ? "stopping" : enter(address);
        if (refused != null) {
            service.refusals().count(refused, remote, null);
            channel.close();
            return null;
        }
        channel.closeFuture().addListener(done -> exit(address));
        return address;
    }

    /** Returns why a new connection is refused, or null and counts it. */
    private String enter(InetAddress address) {
        if (connections >= limits.connectionsMax()) {
            return "connections";
        }
        long network = Network.of(address);
        int here = perNetwork.getOrDefault(network, 0);
        if (here >= limits.connectionsPerAddress()) {
            return "connections_per_address";
        }
        perNetwork.put(network, here + 1);
        connections++;
        return null;
    }

    /** A connection that entered has ended. */
    private void exit(InetAddress address) {
        connections--;
        perNetwork.computeIfPresent(Network.of(address), (key, n) -> n == 1 ? null : n - 1);
    }

    int connections() {
        return connections;
    }

    long pauses() {
        return pauses;
    }
}
