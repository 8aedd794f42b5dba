package dev.tributary.transport.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets come, carry and go. */
final class UdpPortsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private LoopBed bed;

    @BeforeEach
    void start() {
        bed = new LoopBed();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
    }

    @Test
    void carriesDatagramsAndNothingAfterItsEnd() {
        UdpPorts source = new UdpPorts(bed.loop(), List.of(LOOPBACK, LOOPBACK));
        List<String> got = new ArrayList<>();
        List<DatagramPort> ports =
                bed.call(
                        () ->
                                source.open(
                                        number ->
                                                (from, bytes) ->
                                                        got.add(number + ":" + bytes.length)));
        assertThat(ports).hasSize(2);
        InetSocketAddress to = ports.get(1).local();
        bed.run(() -> ports.get(0).send(to, new byte[1_200]));
        assertThat(bed.await(() -> got.contains("1:1200"))).isTrue();
        bed.run(
                () -> {
                    ports.get(0).send(to, new byte[7]);
                    ports.get(1).close();
                    ports.get(0).send(to, new byte[8]);
                    ports.get(0).close();
                    ports.get(0).send(to, new byte[9]);
                });
        assertThat(got).containsExactly("1:1200");
    }

    /** 192.0.2.1 is nobody's (RFC 5737). */
    @Test
    void anAddressThatIsNotOursLeavesNoSocketBehind() throws Exception {
        InetAddress foreign = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        UdpPorts source = new UdpPorts(bed.loop(), List.of(foreign, LOOPBACK));
        bed.call(() -> source.open(number -> (from, bytes) -> {})).get(0);
        long before = descriptors();
        for (int i = 0; i < 50; i++) {
            List<DatagramPort> ports = bed.call(() -> source.open(number -> (from, bytes) -> {}));
            assertThat(ports).hasSize(1);
            bed.run(ports.get(0)::close);
        }
        // A selector lets go of a closed socket in its next turn, which a busy loop puts off.
        assertThat(bed.await(() -> descriptors() < before + 10)).isTrue();
    }

    @Test
    void refusesMoreAddressesThanALinkMayHave() {
        assertThatThrownBy(
                        () ->
                                new UdpPorts(
                                        bed.loop(),
                                        Collections.nCopies(DatagramPorts.PORTS_MAX + 1, LOOPBACK)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UdpPorts(bed.loop(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
