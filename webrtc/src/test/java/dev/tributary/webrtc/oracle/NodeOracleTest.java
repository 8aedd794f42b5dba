package dev.tributary.webrtc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.oracle.NodeOracle.Library;
import dev.tributary.webrtc.sdp.SdpReader;
import dev.tributary.webrtc.sdp.SdpSession;
import dev.tributary.webrtc.sdp.SdpTemplate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All layers against implementations that share no code with ours, nor with each other. */
@Tag("slow")
@Tag("oracle")
@Timeout(120)
final class NodeOracleTest {
    private static final int SECONDS = 30;
    private static final int BYTES = 60_000;

    @BeforeAll
    static void install() throws Exception {
        for (Library library : Library.values()) {
            NodeOracle.assumeInstalled(library);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIBDATACHANNEL,true,true",
        "LIBDATACHANNEL,true,false",
        "LIBDATACHANNEL,false,true",
        "LIBDATACHANNEL,false,false",
        "WERIFT,true,true",
        "WERIFT,true,false",
        "WERIFT,false,true",
        "WERIFT,false,false"
    })
    void exchangesMessages(Library library, boolean weOffer, boolean weClose) throws Exception {
        try (NodeOracle oracle = NodeOracle.start(library);
                FullPeer peer = new FullPeer(Oracle.interfaceAddress(), weOffer)) {
            connect(peer, oracle, weOffer);
            exchange(peer, oracle, "fixed", 100);
            exchange(peer, oracle, "ours", 10);
            exchange(peer, oracle, "theirs", 10);
            if (weClose) {
                peer.shutdown();
                await(peer, oracle, () -> said(oracle, "closed", "fixed"));
            } else {
                oracle.tell("close", "");
            }
            await(peer, oracle, () -> peer.end != null);
        }
    }

    /**
     * Decision 71: libdatachannel answers the first probe, werift, which drops packets with a PAD,
     * the third one after two seconds.
     */
    @ParameterizedTest
    @EnumSource(Library.class)
    void answersAProbeOfTheLargestPackets(Library library) throws Exception {
        try (NodeOracle oracle = NodeOracle.start(library);
                FullPeer peer = new FullPeer(Oracle.interfaceAddress(), true)) {
            connect(peer, oracle, true);
            long searched = peer.now() + TimeUnit.SECONDS.toNanos(3);
            await(peer, oracle, () -> peer.now() > searched);
            assertThat(peer.largeDatagrams).isEqualTo(library == Library.WERIFT ? 3 : 1);
            exchange(peer, oracle, "fixed", 20);
            assertThat(peer.largeDatagrams).isGreaterThan(1_000);
        }
    }

    private static void connect(FullPeer peer, NodeOracle oracle, boolean weOffer)
            throws Exception {
        oracle.awaitReady(SECONDS);
        if (weOffer) {
            oracle.tell("offer", SdpTemplate.write(peer.session("0")));
            peer.remote(SdpReader.read(oracle.await("answer", SECONDS)));
        } else {
            oracle.tell("make-offer", "");
            SdpSession offer = SdpReader.read(oracle.await("offer", SECONDS));
            peer.remote(offer);
            oracle.tell("answer", SdpTemplate.write(peer.session(offer.mid())));
        }
        List<String> labels = List.of("fixed", "ours", "theirs");
        await(peer, oracle, () -> peer.open.keySet().containsAll(labels));
        await(peer, oracle, () -> labels.stream().allMatch(label -> said(oracle, "open", label)));
    }

    /** Both ways at once. */
    private static void exchange(FullPeer peer, NodeOracle oracle, String label, int count)
            throws Exception {
        oracle.tell("expect", label + " " + count);
        oracle.tell("send", label + " " + count + " " + BYTES);
        int[] sent = {0};
        await(
                peer,
                oracle,
                () -> {
                    while (sent[0] < count && peer.send(label, Pattern.message(sent[0], BYTES))) {
                        sent[0]++;
                    }
                    return sent[0] == count
                            && peer.messages.get(label).size() == count
                            && said(oracle, "received", label + " " + count + " 0");
                });
        assertThat(peer.messages.get(label)).allMatch(Pattern::fits).doesNotHaveDuplicates();
    }

    private static boolean said(NodeOracle oracle, String kind, String body) {
        return oracle.inbox().seen().contains(new Oracle.Message(kind, body));
    }

    private static void await(FullPeer peer, NodeOracle oracle, BooleanSupplier condition)
            throws Exception {
        assertThat(peer.runUntil(condition, SECONDS))
                .as(
                        () ->
                                "open %s, end %s, oracle: %s"
                                        .formatted(peer.open, peer.end, oracle.inbox().seen()))
                .isTrue();
    }
}
