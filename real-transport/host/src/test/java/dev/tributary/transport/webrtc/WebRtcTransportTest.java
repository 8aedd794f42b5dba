package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkContract;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkSide;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.net.DatagramPort;
import dev.tributary.transport.net.DatagramPorts;
import dev.tributary.webrtc.ice.IceTimings;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links over ICE, DTLS and SCTP on 127.0.0.1. */
@Tag("slow")
final class WebRtcTransportTest extends LinkContract {
    private static final long MILLI = 1_000_000;

    private static final WebRtcConfig CONFIG = Rtc.config(IceTimings.defaults());

    /** A far side that is gone is noticed in three seconds, not in half a minute. */
    private static final WebRtcConfig IMPATIENT =
            Rtc.config(IceTimings.defaults().withConsentNanos(200 * MILLI, 3_000 * MILLI));

    private final Map<LinkTransport, Faulty> ports = new HashMap<>();

    @Override
    protected LinkTransport create(LinkBed on, LinkEvents events) {
        return create(on, events, CONFIG);
    }

    @Override
    protected LinkTransport createImpatient(LinkBed on, LinkEvents events) {
        return create(on, events, IMPATIENT);
    }

    private LinkTransport create(LinkBed on, LinkEvents events, WebRtcConfig config) {
        Faulty faulty = new Faulty(Rtc.loopback(on));
        LinkTransport transport = Rtc.transport(on, events, config, faulty);
        ports.put(transport, faulty);
        return transport;
    }

    @Override
    protected void vanish(LinkSide side) {
        ports.get(side.transport()).mode = Mode.SILENT;
    }

    @Override
    protected int held(LinkSide side) {
        return ((WebRtcTransport) side.transport()).held();
    }

    @Override
    protected long ignored(LinkSide side) {
        return ((WebRtcTransport) side.transport()).ignoredSignals();
    }

    /** An exception of ours ends the link that it comes from and no other. */
    @Test
    void aFaultEndsOneLink() {
        open(0);
        open(1);
        bed.run(() -> ports.get(a.transport()).mode = Mode.THROWS);
        assertThat(bed.call(() -> a.transport().send(0, new byte[100], false))).isFalse();
        bed.run(() -> ports.get(a.transport()).mode = Mode.WORKS);
        assertThat(a.downs()).containsExactly(0);
        assertThat(a.reasons()).containsExactly(CloseReason.FAILED);
        assertThat(bed.call(() -> a.transport().send(1, new byte[100], false))).isTrue();
        assertThat(bed.await(() -> b.messages(1).size() == 1)).isTrue();
        assertThat(bed.call(() -> held(a))).isEqualTo(1);
    }

    @Test
    void aFaultWhileConnectingEndsTheLink() {
        bed.run(
                () -> {
                    ports.get(b.transport()).mode = Mode.THROWS;
                    a.dial(0, b, 0, true);
                });
        assertThat(bed.await(() -> b.downs().equals(List.of(0)))).isTrue();
        assertThat(bed.call(() -> held(b))).isZero();
    }

    @Test
    void aLinkWithoutSocketsFails() {
        bed.run(
                () -> {
                    ports.get(a.transport()).mode = Mode.NONE;
                    a.dial(0, b, 0, true);
                });
        assertThat(a.downs()).containsExactly(0);
        assertThat(a.reasons()).containsExactly(CloseReason.FAILED);
        assertThat(bed.call(() -> held(a))).isZero();
    }

    /** Decision 71: neither the handshake nor large messages need large datagrams. */
    @ParameterizedTest
    @ValueSource(ints = {1_100, 800, 576})
    void aLinkComesUpOverAPathThatSwallowsLargeDatagrams(int largestBytes) {
        bed.run(
                () -> {
                    ports.get(a.transport()).largestBytes = largestBytes;
                    ports.get(b.transport()).largestBytes = largestBytes;
                });
        open(0);
        for (int count = 1; count <= 40; count++) {
            int sent = count;
            byte[] message = new byte[LARGE];
            message[LARGE - 1] = (byte) count;
            assertThat(bed.call(() -> a.transport().send(0, message, sent % 2 == 0))).isTrue();
            assertThat(bed.await(() -> b.messages(0).size() == sent)).as("%d", sent).isTrue();
            assertThat(b.messages(0).get(sent - 1)).isEqualTo(message);
        }
    }

    /** Decision 81: the core must know what a path has not taken, before it sends more. */
    @Test
    void aPathThatCarriesNothingIsFullUntilItCarriesAgain() {
        open(0);
        int messages = 8;
        bed.run(
                () -> {
                    ports.get(a.transport()).mode = Mode.SILENT;
                    for (int i = 0; i < messages; i++) {
                        assertThat(a.transport().send(0, new byte[LARGE], true)).isTrue();
                    }
                });
        assertThat(a.isFull(0)).isFalse();
        assertThat(bed.await(() -> a.isFull(0))).isTrue();
        bed.run(() -> ports.get(a.transport()).mode = Mode.WORKS);
        assertThat(bed.await(() -> !a.isFull(0))).isTrue();
        assertThat(bed.await(() -> b.messages(0).size() == messages)).isTrue();
    }

    /** What a test does to the sockets. */
    private enum Mode {
        WORKS,
        SILENT,
        THROWS,
        NONE
    }

    /** Sockets that may fail in a few ways. */
    private static final class Faulty implements DatagramPorts {
        private final DatagramPorts ports;
        private Mode mode = Mode.WORKS;

        /** Larger datagrams are swallowed. */
        private int largestBytes = Integer.MAX_VALUE;

        Faulty(DatagramPorts ports) {
            this.ports = ports;
        }

        @Override
        public List<DatagramPort> open(Receivers receivers) {
            if (mode == Mode.NONE) {
                return List.of();
            }
            Receivers gated = number -> gate(receivers.of(number));
            return ports.open(gated).stream().map(this::port).toList();
        }

        private DatagramPort.Receiver gate(DatagramPort.Receiver receiver) {
            return (from, bytes) -> {
                if (mode != Mode.SILENT) {
                    receiver.received(from, bytes);
                }
            };
        }

        private DatagramPort port(DatagramPort port) {
            return new DatagramPort() {
                @Override
                public InetSocketAddress local() {
                    return port.local();
                }

                @Override
                public void send(InetSocketAddress to, byte[] bytes) {
                    if (mode == Mode.THROWS) {
                        throw new IllegalStateException("a fault that a test made");
                    }
                    if (mode != Mode.SILENT && bytes.length <= largestBytes) {
                        port.send(to, bytes);
                    }
                }

                @Override
                public void close() {
                    port.close();
                }
            };
        }
    }
}
