package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkSide;
import dev.tributary.transport.net.UdpPorts;
import dev.tributary.webrtc.ice.IceTimings;
import dev.tributary.webrtc.oracle.Oracle;
import dev.tributary.webrtc.sdp.SdpReader;
import dev.tributary.webrtc.sdp.SdpTemplate;
import dev.tributary.webrtc.sdp.Setup;
import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link through all layers does with any {@link Oracle}. */
abstract class OracleContract {
    private static final int SECONDS = 30;
    private static final int[] SIZES = {1, 15 << 10, 60 << 10};

    private InetAddress address;

    /** Starts an oracle, or skips the test where there is none. */
    abstract Oracle start() throws Exception;

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    final void exchangesMessages(boolean weOffer, boolean weClose) throws Exception {
        address = Oracle.interfaceAddress();
        try (Oracle oracle = start();
                LinkBed bed = new LinkBed()) {
            oracle.awaitReady(SECONDS);
            LinkSide side = bed.add(events -> transport(bed, events));
            connect(bed, side, oracle, weOffer);
            assertThat(bed.await(() -> side.isUp(0)))
                    .as("oracle: %s", oracle.inbox().seen())
                    .isTrue();
            oracle.await("open", "ctl", SECONDS);
            oracle.await("open", "data", SECONDS);
            echo(bed, side);
            hear(bed, side, oracle, "ctl");
            hear(bed, side, oracle, "data");
            close(bed, side, oracle, weClose);
            WebRtcTransport transport = (WebRtcTransport) side.transport();
            assertThat(bed.await(() -> transport.held() == 0)).isTrue();
        }
    }

    private WebRtcTransport transport(LinkBed bed, LinkEvents events) {
        UdpPorts ports = new UdpPorts(bed.loop(), List.of(address));
        return Rtc.transport(bed, events, Rtc.config(IceTimings.defaults()), ports);
    }

    private static void connect(LinkBed bed, LinkSide side, Oracle oracle, boolean weOffer)
            throws Exception {
        CompletableFuture<Payload> ours = new CompletableFuture<>();
        side.tap((kind, blob) -> ours.complete(blob));
        if (weOffer) {
            bed.run(() -> side.transport().dial(0, false));
            oracle.tell("offer", sdp(ours, true));
            Payload answer = blob(oracle.await("answer", SECONDS));
            bed.run(() -> side.transport().remoteSignal(0, SignalKind.ANSWER, answer));
        } else {
            oracle.tell("make-offer", "");
            Payload offer = blob(oracle.await("offer", SECONDS));
            bed.run(() -> side.transport().answer(0, false, offer));
            oracle.tell("answer", sdp(ours, false));
        }
    }

    private static String sdp(CompletableFuture<Payload> blob, boolean offer) throws Exception {
        Payload described = blob.get(SECONDS, TimeUnit.SECONDS);
        Setup answer = SignalCodec.description(described).active() ? Setup.ACTIVE : Setup.PASSIVE;
        return SdpTemplate.write(
                Sdp.session(SignalCodec.description(described), offer ? Setup.ACTPASS : answer));
    }

    private static Payload blob(String sdp) throws Exception {
        return SignalCodec.encode(Sdp.description(SdpReader.read(sdp)));
    }

    /** The oracle sends back what it gets, on the channel that it came from. */
    private static void echo(LinkBed bed, LinkSide side) {
        SplittableRandom random = new SplittableRandom(7);
        for (boolean media : new boolean[] {false, true}) {
            for (int size : SIZES) {
                byte[] message = new byte[size];
                random.nextBytes(message);
                int before = bed.call(() -> side.messages(0).size());
                assertThat(bed.call(() -> side.transport().send(0, message, media))).isTrue();
                assertThat(bed.await(() -> side.messages(0).size() > before))
                        .as("echo of %d bytes, media %s", size, media)
                        .isTrue();
                assertThat(side.messages(0).get(before)).isEqualTo(message);
            }
        }
    }

    /** The oracle sends of its own, more than a window. */
    private static void hear(LinkBed bed, LinkSide side, Oracle oracle, String channel) {
        int count = 40;
        int before = bed.call(() -> side.messages(0).size());
        oracle.tell("send", channel + " " + count + " " + (60 << 10));
        assertThat(bed.await(() -> side.messages(0).size() == before + count))
                .as("oracle: %s", oracle.inbox().seen())
                .isTrue();
        boolean[] seen = new boolean[count];
        for (byte[] message : side.messages(0).subList(before, before + count)) {
            assertThat(message).hasSize(60 << 10);
            seen[message[3]] = true;
        }
        assertThat(seen).doesNotContain(false);
    }

    private static void close(LinkBed bed, LinkSide side, Oracle oracle, boolean weClose)
            throws Exception {
        if (weClose) {
            bed.run(() -> side.transport().close(0, CloseReason.UNUSED));
            oracle.await("closed", "ctl", SECONDS);
            oracle.await("closed", "data", SECONDS);
            assertThat(side.downs()).isEmpty();
        } else {
            oracle.tell("close", "");
            assertThat(bed.await(() -> side.downs().equals(List.of(0)))).isTrue();
            assertThat(side.reasons()).containsExactly(CloseReason.LEAVING);
        }
    }
}
