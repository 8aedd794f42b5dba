package dev.tributary.transport.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.SymmetricSeeds;
import dev.tributary.core.tracker.SignalRule;
import dev.tributary.core.tracker.TrackerConfig;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Rejection;
import dev.tributary.core.wire.RejectionCode;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import dev.tributary.transport.http.RawWebSocket;
import dev.tributary.transport.http.RawWebSocket.Frame;
import dev.tributary.transport.http.WebSocketPolicy;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tracker over real WebSockets: honest viewers, hostile ones, and both at once. */
@Tag("slow")
final class TrackerServerTest {
    private static final int UPLINK = 20_000;

    @Test
    void joinsAssignsAndRelaysBetweenTwo() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null)) {
            Viewer first = rig.viewer();
            int one = first.join(UPLINK);
            assertThat(first.await(Assign.class).cdnSubStream()).isNotNegative();
            Viewer second = rig.viewer();
            int two = second.join(UPLINK);
            Assign assign = second.await(Assign.class);
            assertThat(assign.slots()).extracting(Slot::provider).contains(one);
            Payload offer = Viewer.description();
            second.send(new Signal(one, 1, SignalKind.OFFER, offer));
            assertThat(first.await(Signal.class))
                    .isEqualTo(new Signal(two, 1, SignalKind.OFFER, offer));
            first.send(new Signal(two, 1, SignalKind.ANSWER, offer));
            assertThat(second.await(Signal.class).session()).isEqualTo(one);
            assertThat(rig.onLoop(rig.server::viewers)).isEqualTo(2);
            String metrics = rig.service.registry().scrape();
            assertThat(metrics)
                    .contains("tributary_tracker_joins_total 2")
                    .contains("tributary_tracker_relays_total 2")
                    .contains("tributary_tracker_viewers 2");
        }
    }

    @Test
    void forgetsViewersWhoCloseOrLeave() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null)) {
            Viewer first = rig.viewer();
            first.join(UPLINK);
            Viewer second = rig.viewer();
            second.join(UPLINK);
            first.close();
            second.send(new Leave());
            awaitViewers(rig, 0);
        }
    }

    @Test
    void rejectsMalformedMessagesAndCloses() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null)) {
            Viewer honest = rig.viewer();
            honest.join(UPLINK);
            for (int i = 0; i < 50; i++) {
                byte[] bytes = new byte[1 + random.nextInt(200)];
                random.nextBytes(bytes);
                bytes[0] = 0x10;
                try (RawWebSocket hostile = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
                    hostile.send(bytes);
                    assertThat(message(hostile.read()))
                            .as("seed 11, message %d", i)
                            .isEqualTo(new Rejection(RejectionCode.BAD_REQUEST, 0));
                    Frame close = hostile.read();
                    assertThat(close.opcode()).isEqualTo(RawWebSocket.CLOSE);
                    assertThat(close.closeCode()).isEqualTo(1002);
                }
            }
            assertThat(rig.refusals("malformed_message")).isEqualTo(50);
            assertThat(rig.onLoop(rig.server::viewers)).isEqualTo(1);
        }
    }

    @Test
    void skipsTypesOfALaterProtocol() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null);
                RawWebSocket later = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
            later.send(new byte[] {(byte) 0xee, 0, 1, 2});
            later.send(encoded(Viewer.joinOf(UPLINK, Payload.of(new byte[0]))));
            assertThat(message(later.read())).isInstanceOf(JoinOk.class);
            assertThat(rig.refusals("unknown_type")).isEqualTo(1);
        }
    }

    @Test
    void refusesTextAndLongMessages() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null)) {
            assertThat(closeCode(rig, RawWebSocket.FIN | RawWebSocket.TEXT, 10)).isEqualTo(1003);
            assertThat(closeCode(rig, RawWebSocket.FIN | RawWebSocket.BINARY, (16 << 10) + 1))
                    .isEqualTo(1009);
            try (RawWebSocket parts = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
                parts.frame(RawWebSocket.BINARY, new byte[10_000]);
                parts.frame(RawWebSocket.FIN, new byte[10_000]);
                assertThat(parts.readUntil(RawWebSocket.CLOSE).closeCode()).isEqualTo(1009);
            }
            try (RawWebSocket unmasked = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
                unmasked.raw(new byte[] {(byte) 0x82, 2, 0x19, 0});
                assertThat(unmasked.readUntil(RawWebSocket.CLOSE).closeCode()).isEqualTo(1002);
            }
        }
    }

    @Test
    void takesAMessageInPieces() throws Exception {
        byte[] join = encoded(Viewer.joinOf(UPLINK, Payload.of(new byte[0])));
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null);
                RawWebSocket parts = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
            for (int i = 0; i < join.length; i++) {
                int opcode = i == 0 ? RawWebSocket.BINARY : RawWebSocket.CONTINUATION;
                int fin = i == join.length - 1 ? RawWebSocket.FIN : 0;
                parts.frame(fin | opcode, new byte[] {join[i]});
            }
            assertThat(message(parts.read())).isInstanceOf(JoinOk.class);
        }
    }

    @Test
    void endsWhoDoesNotJoinAndBoundsHowManyWait() throws Exception {
        TrackerServerConfig config =
                new TrackerServerConfig(
                        TrackerConfig.defaults(), WebSocketPolicy.binary(Set.of()), 300, 3);
        try (TrackerRig rig = new TrackerRig(config, null)) {
            Viewer joined = rig.viewer();
            joined.join(UPLINK);
            List<RawWebSocket> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(new RawWebSocket(rig.port(), TrackerServer.PATH));
            }
            Viewer refused = new Viewer(rig.loop()).begin(rig.port());
            refused.awaitDown();
            assertThat(rig.refusals("unjoined_per_address")).isEqualTo(1);
            for (RawWebSocket socket : waiting) {
                assertThat(socket.readUntil(RawWebSocket.CLOSE).closeCode()).isEqualTo(1008);
                socket.close();
            }
            assertThat(rig.refusals("unjoined")).isEqualTo(3);
            int next = rig.viewer().join(UPLINK);
            joined.send(new Signal(next, 0, SignalKind.OFFER, Viewer.description()));
            joined.send(new Leave());
            joined.awaitDown();
        }
    }

    @Test
    void endsAFloodAndServesTheOthers() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null)) {
            Viewer honest = rig.viewer();
            int session = honest.join(UPLINK);
            try (RawWebSocket flood = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
                flood.send(encoded(Viewer.joinOf(UPLINK, Payload.of(new byte[0]))));
                byte[] signal =
                        encoded(
                                new Signal(
                                        session, 0, SignalKind.CANDIDATE, Payload.of(new byte[9])));
                try {
                    for (int i = 0; i < 5_000; i++) {
                        flood.send(signal);
                    }
                } catch (SocketException closed) {
                    assertThat(closed).isNotNull();
                }
                Frame last = flood.readUntil(RawWebSocket.CLOSE);
                assertThat(last.isEnd() || last.closeCode() == 1000).isTrue();
            }
            Viewer other = rig.viewer();
            int two = other.join(UPLINK);
            honest.send(new Signal(two, 9, SignalKind.OFFER, Viewer.description()));
            assertThat(other.await(Signal.class).attempt()).isEqualTo(9);
        }
    }

    @Test
    void cutsASlowReaderAndDisturbsNobody() throws Exception {
        TrackerConfig fast =
                new TrackerConfig(
                        5_000,
                        1_000,
                        50_000,
                        400_000,
                        1_000,
                        2_000,
                        60_000,
                        2,
                        30_000,
                        16,
                        SignalRule.OPAQUE,
                        SymmetricSeeds.NEVER);
        TrackerServerConfig config =
                new TrackerServerConfig(fast, WebSocketPolicy.binary(Set.of()), 3_000, 64);
        try (TrackerRig rig = new TrackerRig(config, null);
                RawWebSocket slow = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
            slow.send(encoded(Viewer.joinOf(UPLINK, Payload.of(new byte[0]))));
            int deaf = ((JoinOk) message(slow.read())).session();
            Viewer sender = rig.viewer();
            sender.join(UPLINK);
            Viewer witness = rig.viewer();
            int third = witness.join(UPLINK);
            Signal big =
                    new Signal(deaf, 0, SignalKind.OFFER, Payload.of(new byte[Signal.BLOB_MAX]));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int rounds = 0;
            while (rig.refusals("slow_reader") == 0 && System.nanoTime() - deadline < 0) {
                for (int i = 0; i < 10; i++) {
                    sender.send(big);
                }
                sender.send(new Signal(third, rounds, SignalKind.CANDIDATE, big.blob()));
                assertThat(witness.await(Signal.class).attempt()).isEqualTo(rounds++);
            }
            assertThat(rig.refusals("slow_reader")).isEqualTo(1);
            awaitViewers(rig, 2);
        }
    }

    @Test
    void findsHalfOpenConnections() throws Exception {
        WebSocketPolicy impatient = new WebSocketPolicy(16 << 10, 64 << 10, false, Set.of(), 300);
        TrackerServerConfig config =
                new TrackerServerConfig(TrackerConfig.defaults(), impatient, 3_000, 64);
        try (TrackerRig rig = new TrackerRig(config, null);
                RawWebSocket dead = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
            dead.send(encoded(Viewer.joinOf(UPLINK, Payload.of(new byte[0]))));
            assertThat(dead.readUntil(RawWebSocket.PING).isEnd()).isFalse();
            Viewer alive = rig.viewer();
            alive.join(UPLINK);
            assertThat(dead.readUntil(RawWebSocket.CLOSE).isEnd()).isTrue();
            awaitViewers(rig, 1);
            assertThat(rig.refusals("half_open")).isEqualTo(1);
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500);
            while (System.nanoTime() - until < 0) {
                assertThat(rig.onLoop(rig.server::viewers)).as("answers pings").isEqualTo(1);
            }
        }
    }

    @Test
    void survivesConnectionsThatAreReset() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null)) {
            for (int i = 0; i < 50; i++) {
                RawWebSocket socket = new RawWebSocket(rig.port(), TrackerServer.PATH);
                socket.send(encoded(Viewer.joinOf(UPLINK, Payload.of(new byte[0]))));
                Socket raw = socket.socket();
                raw.setSoLinger(true, 0);
                socket.close();
            }
            rig.viewer().join(UPLINK);
            awaitViewers(rig, 1);
            assertThat(rig.refusals("internal")).isZero();
        }
    }

    @Test
    void saysGoodbyeAndTakesEveryoneBackOnTheSamePort() throws Exception {
        try (TrackerRig rig = new TrackerRig(TrackerServerConfig.defaults(), null)) {
            List<Viewer> viewers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                viewers.add(rig.viewer());
                viewers.get(i).join(UPLINK);
            }
            int port = rig.port();
            rig.service.close();
            for (Viewer viewer : viewers) {
                viewer.awaitDown();
            }
            rig.start(port);
            for (Viewer viewer : viewers) {
                viewer.connect(port).join(UPLINK);
            }
            awaitViewers(rig, 20);
        }
    }

    private static int closeCode(TrackerRig rig, int first, int length) throws Exception {
        try (RawWebSocket socket = new RawWebSocket(rig.port(), TrackerServer.PATH)) {
            return socket.frame(first, new byte[length]).readUntil(RawWebSocket.CLOSE).closeCode();
        }
    }

    private static byte[] encoded(Message message) {
        return MessageCodec.encode(message);
    }

    private static Message message(Frame frame) throws Exception {
        assertThat(frame.opcode()).isEqualTo(RawWebSocket.BINARY);
        return MessageCodec.decode(frame.payload(), 0, frame.payload().length);
    }

    private static void awaitViewers(TrackerRig rig, int count) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (rig.onLoop(rig.server::viewers) != count && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(rig.onLoop(rig.server::viewers)).isEqualTo(count);
    }
}
