package dev.tributary.live.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.script.Script;
import dev.tributary.sim.world.Simulation;
import dev.tributary.transport.host.LoopClock;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer's connection to a server, which sends and is gone. */
@Timeout(30)
final class ShapedTcpTest {
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private Network network;
    private Host host;

    @BeforeEach
    void simulate() throws Exception {
        Scenario scenario =
                ScenarioReader.read(Path.of("../scenarios/library/lab-12.yaml"), List.of());
        Simulation simulation = new Simulation(scenario, 1);
        simulation.run();
        Script script = simulation.script();
        LoopClock clock = new LoopClock(loop, System::nanoTime);
        network = new Network(clock, script.paths(), script.randomStream("live", 0), 0);
        Line line = new Line(100_000_000, 100_000_000, AccessLink.UNLIMITED);
        host = network.add(script.appearances().get(0), line);
    }

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Counts what comes until the connection ends. */
    private final class Count extends SimpleChannelInboundHandler<ByteBuf> {
        private int bytes;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            bytes += message.readableBytes();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended.complete(bytes);
        }
    }

    private Socket connect(ServerSocket server) throws Exception {
        ShapedTcp tcp =
                new ShapedTcp(network, host, false, new ShapedTcp.Link(), SendWindow.full());
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(tcp)
                .connect(server.getInetAddress(), server.getLocalPort())
                .sync()
                .channel()
                .pipeline()
                .addLast(new Count());
        return server.accept();
    }

    private static ServerSocket server() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** It once never came when there was data under way: viewers kept a tracker that was gone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void endComesBehindTheData(int bytes) throws Exception {
        try (ServerSocket server = server()) {
            try (Socket socket = connect(server)) {
                socket.getOutputStream().write(new byte[bytes]);
            }
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(bytes);
        }
    }

    @Test
    void nothingComesToAHostThatIsSilent() throws Exception {
        try (ServerSocket server = server()) {
            try (Socket socket = connect(server)) {
                loop.submit(() -> network.silence(host)).sync();
                socket.getOutputStream().write(new byte[100]);
            }
            assertThat(ended)
                    .failsWithin(1, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .isInstanceOf(TimeoutException.class);
        }
    }
}
