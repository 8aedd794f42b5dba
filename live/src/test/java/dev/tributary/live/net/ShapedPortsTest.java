package dev.tributary.live.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.sim.net.AccessLink;
import dev.tributary.sim.script.Script;
import dev.tributary.sim.world.Simulation;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.net.DatagramPort;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two viewers' sockets in the lab's network, over real ones. */
@Timeout(30)
final class ShapedPortsTest {
    private static final int DATAGRAMS = 1_000;
    private static final ShapedPorts.Reach SURE = new ShapedPorts.Reach(1, 1, false);

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<Integer> got = new ArrayList<>();
    private final CompletableFuture<Void> last = new CompletableFuture<>();
    private final List<DatagramPort> ports = new ArrayList<>();
    private Script script;
    private Network network;

    @BeforeEach
    void simulate() throws Exception {
        List<String> open = List.of("audience.viewers=2", "network.nat={OPEN: 100 %}");
        Scenario scenario = ScenarioReader.read(Path.of("../scenarios/library/lab-12.yaml"), open);
        Simulation simulation = new Simulation(scenario, 1);
        simulation.run();
        script = simulation.script();
        LoopClock clock = new LoopClock(loop, System::nanoTime);
        network = new Network(clock, script.paths(), script.randomStream("live", 0), 0);
    }

    @AfterEach
    void end() {
        loop.submit(() -> ports.forEach(DatagramPort::close)).syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private InetSocketAddress open(int viewer, DatagramPort.Receiver receiver) {
        Line line = new Line(100_000_000, 100_000_000, AccessLink.UNLIMITED);
        Host host = network.add(script.appearances().get(viewer), line);
        ShapedPorts source = new ShapedPorts(host, network, SURE);
        ports.addAll(source.open(number -> receiver));
        return ports.get(viewer).local();
    }

    private void received(byte[] bytes) {
        int number = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        got.add(number);
        if (number >= DATAGRAMS) {
            last.complete(null);
        }
    }

    /** A datagram each 0.2 ms, which jitter of 10 % of the way would mix up. */
    @Test
    void datagramsOfASocketKeepTheirOrder() throws Exception {
        loop.submit(
                        () -> {
                            InetSocketAddress from = open(0, (sender, bytes) -> {});
                            InetSocketAddress to = open(1, (sender, bytes) -> received(bytes));
                            ports.get(1).send(from, new byte[1]); // which opens the NAT
                            for (int i = 0; i < DATAGRAMS + 20; i++) {
                                byte[] bytes = new byte[1_200];
                                bytes[0] = (byte) (i >> 8);
                                bytes[1] = (byte) i;
                                var unused =
                                        loop.schedule(
                                                () -> ports.get(0).send(to, bytes),
                                                i * 200L,
                                                TimeUnit.MICROSECONDS);
                            }
                        })
                .sync();
        last.get(20, TimeUnit.SECONDS);
        List<Integer> all = loop.submit(() -> List.copyOf(got)).get();
        assertThat(all).isSorted();
        assertThat(all).hasSizeGreaterThan(DATAGRAMS * 9 / 10);
    }
}
