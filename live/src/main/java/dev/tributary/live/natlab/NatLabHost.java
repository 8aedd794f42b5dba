package dev.tributary.live.natlab;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.net.UdpPorts;
import dev.tributary.transport.webrtc.WebRtcConfig;
import dev.tributary.transport.webrtc.WebRtcTransport;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import dev.tributary.webrtc.ice.AddressPolicy;
import dev.tributary.webrtc.ice.IceConfig;
import dev.tributary.webrtc.ice.IceTimings;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process of one host: makes links as it is told on standard input, and tells on standard
 * output what becomes of them; ends with its input.
 */
public final class NatLabHost {
    private static final int LINK = 0;

    private final EventLoop loop;
    private final LoopClock clock;
    private final PrintStream out;
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity;
    private WebRtcTransport transport;
    private String attempt = "";

    private NatLabHost(EventLoop loop, PrintStream out) {
        this.loop = loop;
        this.out = out;
        clock = new LoopClock(loop, System::nanoTime);
        Instant now = Instant.now();
        identity =
                DtlsIdentity.generate(
                        random, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException {
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            new NatLabHost(group.next(), System.out).run();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private void run() throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        tell(Words.READY);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> words = Words.split(line);
            if (words.get(0).equals(Words.PROBE)) {
                probe(words);
            } else {
                loop.execute(() -> order(words));
            }
        }
    }

    private void tell(String... words) {
        synchronized (out) {
            out.println(String.join(" ", words));
            out.flush();
        }
    }

    private void probe(List<String> words) throws IOException {
        try (StunProbe probe = new StunProbe(Words.literal(words.get(1)))) {
            Sighting sighting =
                    probe.sighting(Words.addresses(words.get(2)), seen -> tell(Words.MAPPED, seen));
            tell(Words.PROBED, sighting.words());
        }
    }

    private void order(List<String> words) {
        String number = words.get(1);
        switch (words.get(0)) {
            case Words.DIAL -> {
                begin(words);
                transport.dial(LINK, true);
            }
            case Words.ANSWER -> {
                begin(words);
                transport.answer(LINK, true, Words.blob(words.get(4)));
            }
            case Words.SIGNAL -> {
                if (number.equals(attempt)) {
                    SignalKind kind = SignalKind.valueOf(words.get(2));
                    transport.remoteSignal(LINK, kind, Words.blob(words.get(3)));
                }
            }
            case Words.END -> end();
            default -> throw new IllegalArgumentException("order " + words);
        }
    }

    /** Each attempt has a transport, and so sockets, of its own. */
    private void begin(List<String> words) {
        end();
        attempt = words.get(1);
        List<InetSocketAddress> locals = Words.addresses(words.get(2));
        IceConfig ice =
                new IceConfig(
                        Words.addresses(words.get(3)), AddressPolicy.PUBLIC, IceTimings.defaults());
        UdpPorts ports =
                new UdpPorts(loop, locals.stream().map(InetSocketAddress::getAddress).toList());
        transport =
                new WebRtcTransport(
                        clock, WebRtcConfig.of(ice), identity, ports, new Telling(attempt), random);
    }

    private void end() {
        attempt = "";
        if (transport != null) {
            transport.close();
            transport = null;
        }
    }

    /** What the link of one attempt tells. */
    private final class Telling implements LinkEvents {
        private final String number;

        Telling(String number) {
            this.number = number;
        }

        @Override
        public void localSignal(int link, SignalKind kind, Payload blob) {
            tell(Words.SIGNAL, number, kind.name(), Words.text(blob));
        }

        @Override
        public void linkUp(int link, int messageBytesMax) {
            tell(Words.UP, number);
        }

        @Override
        public void linkDown(int link, CloseReason reason) {
            tell(Words.DOWN, number);
        }

        @Override
        public void linkTakes(int link, boolean more) {}

        @Override
        public void message(int link, byte[] message) {}
    }
}
