package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.webrtc.dtls.HandshakeException.Response;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of messages, and the last check of both sides. */
final class HandshakeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Integer> TYPES =
            List.of(
                    Wire.SERVER_HELLO,
                    Wire.CERTIFICATE,
                    Wire.SERVER_KEY_EXCHANGE,
                    Wire.CERTIFICATE_REQUEST,
                    Wire.SERVER_HELLO_DONE,
                    Wire.CERTIFICATE_VERIFY,
                    Wire.CLIENT_KEY_EXCHANGE,
                    Wire.FINISHED);

    private ClientHandshake client;
    private ServerHandshake server;

    @BeforeEach
    void prepare() {
        DtlsIdentity a = Link.identity();
        DtlsIdentity b = Link.identity();
        client = new ClientHandshake(a, b.fingerprint(), RANDOM);
        server = new ServerHandshake(b, a.fingerprint(), RANDOM);
    }

    @Test
    void refusesAFinishedThatIsNotOfThisHandshake() throws Exception {
        Flight fromClient = toServer(toClient());
        assertThat(refusal(server, finished(server, false))).isEqualTo(Response.CLOSE);
        assertThat(server.isComplete()).isFalse();
        server.onMessage(finished(server, true));
        assertThat(server.isComplete()).isTrue();

        assertThat(fromClient).isNotNull();
        assertThat(refusal(client, finished(client, true))).isEqualTo(Response.CLOSE);
        assertThat(client.isComplete()).isFalse();
        client.onMessage(finished(client, false));
        assertThat(client.isComplete()).isTrue();
    }

    @Test
    void takesMessagesInOneOrderOnly() throws Exception {
        List<HandshakeMessage> answer = answer();
        for (HandshakeMessage message : answer) {
            onlyExpects(client, message.type());
            client.onMessage(message);
        }
        onlyExpects(client, Wire.FINISHED);
        assertThat(server.isPeerVerified()).isFalse();
        onlyExpects(server, Wire.CERTIFICATE);
    }

    @Test
    void isNotVerifiedBeforeTheSignature() throws Exception {
        Flight flight = toClient();
        for (HandshakeMessage message : plain(flight)) {
            assertThat(server.isPeerVerified()).isFalse();
            onlyExpects(server, message.type());
            server.onMessage(message);
        }
        assertThat(server.isPeerVerified()).isTrue();
        onlyExpects(server, Wire.FINISHED);
    }

    @Test
    void aFinishedOfTheWrongEpochIsIgnored() throws Exception {
        toServer(toClient());
        HandshakeMessage right = finished(server, true);
        var plain = new HandshakeMessage(Wire.FINISHED, right.sequence(), 0, right.body());
        assertThat(refusal(server, plain)).isEqualTo(Response.IGNORE);
    }

    private List<HandshakeMessage> answer() throws HandshakeException {
        server.onClientHello(plain(client.open()).get(0));
        return plain(server.answer());
    }

    private Flight toClient() throws HandshakeException {
        Flight flight = null;
        for (HandshakeMessage message : answer()) {
            flight = client.onMessage(message);
        }
        return flight;
    }

    private Flight toServer(Flight flight) throws HandshakeException {
        for (HandshakeMessage message : plain(flight)) {
            server.onMessage(message);
        }
        return flight;
    }

    /** The Finished that this side would take from the other one, or the one that it would send. */
    private static HandshakeMessage finished(Handshake at, boolean fromClient) {
        byte[] body = at.keys.verifyData(fromClient, at.transcript);
        return new HandshakeMessage(Wire.FINISHED, 9, 1, body);
    }

    private static void onlyExpects(Handshake handshake, int expected) {
        for (int type : TYPES) {
            if (type != expected) {
                var message =
                        new HandshakeMessage(type, 1, type == Wire.FINISHED ? 1 : 0, new byte[9]);
                assertThat(refusal(handshake, message))
                        .as("%d instead of %d", type, expected)
                        .isEqualTo(Response.IGNORE);
            }
        }
    }

    private static Response refusal(Handshake handshake, HandshakeMessage message) {
        HandshakeException refusal =
                catchThrowableOfType(HandshakeException.class, () -> handshake.onMessage(message));
        return refusal.response();
    }

    /** The messages of a flight that are not encrypted, each in one fragment. */
    private List<HandshakeMessage> plain(Flight flight) {
        List<HandshakeMessage> messages = new ArrayList<>();
        Side sink = new Side(Link.identity(), DtlsConfig.defaults(), true, new byte[32]);
        RecordWriter writer = new RecordWriter(1_452, sink);
        if (client.keys != null) {
            writer.protect(client.keys.protection(true));
        }
        flight.writeTo(writer);
        for (byte[] datagram : sink.sent) {
            int length;
            for (int at = 0; at < datagram.length; at += 13 + length) {
                length = ((datagram[at + 11] & 0xff) << 8) | (datagram[at + 12] & 0xff);
                if (datagram[at] == Wire.HANDSHAKE && datagram[at + 4] == 0) {
                    byte[] body = Arrays.copyOfRange(datagram, at + 25, at + 13 + length);
                    messages.add(
                            new HandshakeMessage(datagram[at + 13], datagram[at + 18], 0, body));
                }
            }
        }
        return messages;
    }
}
