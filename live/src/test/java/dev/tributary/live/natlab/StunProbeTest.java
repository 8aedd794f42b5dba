package dev.tributary.live.natlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.transport.stun.StunService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The probe against real STUN servers without any box between. */
@Tag("slow")
final class StunProbeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<StunService> servers = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < 3; i++) {
            servers.add(
                    new StunService(
                            group.next(),
                            new InetSocketAddress(LOOPBACK, 0),
                            new SimpleMeterRegistry()));
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(StunService::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Sighting sighting(Consumer<String> strangers) throws IOException {
        try (StunProbe probe = new StunProbe(LOOPBACK)) {
            return probe.sighting(servers.stream().map(StunService::address).toList(), strangers);
        }
    }

    private static void write(String target, byte... marks) {
        try (DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            for (byte mark : marks) {
                stranger.send(new DatagramPacket(new byte[] {mark}, 1, Words.address(target)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingBetweenIsOpen() throws IOException {
        Sighting sighting =
                sighting(seen -> write(seen, StunProbe.PORT_MARK, StunProbe.ADDRESS_MARK));
        assertThat(sighting.nat()).contains(NatType.OPEN);
    }

    @Test
    void strangersUnheardAreFiltered() throws IOException {
        assertThat(sighting(seen -> {}).nat()).contains(NatType.SYMMETRIC_FIREWALL);
        assertThat(sighting(seen -> write(seen, (byte) 'x')).nat())
                .contains(NatType.SYMMETRIC_FIREWALL);
    }

    @Test
    void silenceIsBlocked() throws IOException {
        List<InetSocketAddress> deaf = servers.stream().map(StunService::address).toList();
        servers.forEach(StunService::close);
        try (StunProbe probe = new StunProbe(LOOPBACK)) {
            List<String> told = new ArrayList<>();
            assertThat(probe.sighting(deaf, told::add).nat()).contains(NatType.UDP_BLOCKED);
            assertThat(told).containsExactly(Sighting.NOTHING);
        }
    }
}
