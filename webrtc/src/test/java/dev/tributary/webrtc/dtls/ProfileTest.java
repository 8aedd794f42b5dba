package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

/** What our server chooses of a ClientHello, and which keys are looked at at all. */
final class ProfileTest {
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int USE_SRTP = 14;
    private static final int P256 = 23;
    private static final int P384 = 24;
    private static final int P521 = 25;
    private static final int X25519 = 29;
    private static final int X448 = 30;

    @Test
    void theServerPrefersItsOwnGroups() throws Exception {
        assertThat(groupFor(P256)).isEqualTo(P256);
        assertThat(groupFor(X448, P521, X25519, P384, P256)).isEqualTo(P256);
        assertThat(groupFor(P521, P384, X25519)).isEqualTo(X25519);
        assertThat(groupFor(P521, P384)).isEqualTo(P384);
        assertThat(groupFor()).as("no list of groups").isEqualTo(P256);
    }

    @Test
    void aClientWithoutACommonGroupIsRefused() throws Exception {
        try (Link link = new Link(Link.Conditions.GOOD, 1)) {
            link.server.network = bytes -> {};
            link.run(() -> link.server.connection.start(link.now()));
            link.run(() -> link.server.receive(link.now(), hello(groups(X448, P521, 14))));
            assertThat(link.await(() -> link.server.reason != null, 5_000)).isTrue();
            assertThat(link.server.reason).isEqualTo(DtlsCloseReason.HANDSHAKE_FAILED);
            byte[] alert = link.server.sent.get(0);
            assertThat(alert[0]).isEqualTo((byte) 21);
            assertThat(alert[alert.length - 1]).as("handshake_failure").isEqualTo((byte) 40);
        }
    }

    /** RFC 5764 4.1.1: one of the client's profiles; no identifier of a key that it did not ask. */
    @Test
    void anOfferOfSrtpIsAnsweredWithItsFirstProfile() throws Exception {
        byte[] offer = extension(USE_SRTP, 0, 4, 0, 7, 0, 1, 0);
        assertThat(srtpFor(offer)).containsExactly(0, 2, 0, 7, 0);
        assertThat(srtpFor(extension(USE_SRTP, 0, 2, 0, 1, 2, 9, 9)))
                .containsExactly(0, 2, 0, 1, 0);
        assertThat(srtpFor(new byte[0])).as("not offered").isNull();
    }

    private static byte[] srtpFor(byte[] offer) throws Exception {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        extensions.write(groups(P256));
        extensions.write(offer);
        byte[] hello = flightFor(hello(extensions.toByteArray())).get(SERVER_HELLO);
        int at = 2 + 32;
        at += 1 + hello[at] + 2 + 1;
        for (int next = at + 2; next < hello.length; next += 4 + Wire.u16(hello, next + 2)) {
            if (Wire.u16(hello, next) == USE_SRTP) {
                return Arrays.copyOfRange(hello, next + 4, next + 4 + Wire.u16(hello, next + 2));
            }
        }
        return null;
    }

    private static int groupFor(int... offered) throws Exception {
        byte[] extensions = offered.length == 0 ? new byte[0] : groups(offered);
        byte[] exchange = flightFor(hello(extensions)).get(SERVER_KEY_EXCHANGE);
        assertThat(exchange[0]).as("a named curve").isEqualTo((byte) 3);
        return Wire.u16(exchange, 1);
    }

    /** The bodies of what the server says first, by type. */
    private static Map<Integer, byte[]> flightFor(byte[] hello) throws Exception {
        Map<Integer, byte[]> messages = new LinkedHashMap<>();
        try (Link link = new Link(Link.Conditions.GOOD, 1)) {
            link.server.network = bytes -> {};
            link.run(() -> link.server.connection.start(link.now()));
            link.run(() -> link.server.receive(link.now(), hello));
            assertThat(link.await(() -> !link.server.sent.isEmpty(), 5_000)).isTrue();
            byte[] flight = link.server.sent.get(0);
            for (int at = 0; at < flight.length; ) {
                int body = at + Wire.RECORD_HEADER_BYTES;
                int end = body + Wire.u16(flight, at + 11);
                messages.put(
                        (int) flight[body],
                        Arrays.copyOfRange(flight, body + Wire.HANDSHAKE_HEADER_BYTES, end));
                at = end;
            }
        }
        return messages;
    }

    private static byte[] groups(int... groups) {
        byte[] value = new byte[2 + 2 * groups.length];
        value[1] = (byte) (2 * groups.length);
        for (int i = 0; i < groups.length; i++) {
            value[2 * i + 3] = (byte) groups[i];
        }
        return extension(10, value);
    }

    private static byte[] extension(int type, int... value) {
        byte[] bytes = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return extension(type, bytes);
    }

    private static byte[] extension(int type, byte[] value) {
        return new WireWriter().u16(type).u16(value.length).bytes(value).toBytes();
    }

    /** A ClientHello for ECDHE_ECDSA with AES-128-GCM, extended master secret and ECDSA. */
    private static byte[] hello(byte[] moreExtensions) {
        byte[] extensions =
                new WireWriter()
                        .bytes(extension(23))
                        .bytes(extension(13, 0, 2, 4, 3))
                        .bytes(moreExtensions)
                        .toBytes();
        byte[] body =
                new WireWriter()
                        .u16(Wire.VERSION_1_2)
                        .bytes(new byte[32])
                        .u8(0)
                        .u8(0)
                        .u16(4)
                        .u16(0xc02b)
                        .u16(0x00ff) // RFC 5746: no renegotiation that anybody could insert.
                        .u8(1)
                        .u8(0)
                        .u16(extensions.length)
                        .bytes(extensions)
                        .toBytes();
        byte[] message =
                new WireWriter()
                        .u8(CLIENT_HELLO)
                        .u8(0)
                        .u16(body.length)
                        .u16(0)
                        .u8(0)
                        .u16(0)
                        .u8(0)
                        .u16(body.length)
                        .bytes(body)
                        .toBytes();
        return new WireWriter()
                .u8(Wire.HANDSHAKE)
                .u16(Wire.VERSION_1_0)
                .bytes(new byte[8])
                .u16(message.length)
                .bytes(message)
                .toBytes();
    }

    @Test
    void keysAreRefusedBeforeTheyCost() throws Exception {
        assertThat(PeerKey.isAccepted(Link.identity().certificate())).isTrue();
        assertThat(PeerKey.isAccepted(ForeignKey.onCurve("secp384r1").certificate())).isTrue();
        assertThat(PeerKey.isAccepted(ForeignKey.onCurve("secp521r1").certificate())).isFalse();
        assertThat(PeerKey.isAccepted(rsa(2_047, 17))).isFalse();
        assertThat(PeerKey.isAccepted(rsa(PeerKey.RSA_BITS_MIN, 17))).isTrue();
        assertThat(PeerKey.isAccepted(rsa(PeerKey.RSA_BITS_MAX, 32))).isTrue();
        assertThat(PeerKey.isAccepted(rsa(PeerKey.RSA_BITS_MAX + 1, 17))).isFalse();
        assertThat(PeerKey.isAccepted(rsa(PeerKey.RSA_BITS_MAX, 33))).isFalse();
        assertThat(PeerKey.isAccepted(rsa(15_000, 14_999))).isFalse();
        assertThat(PeerKey.isAccepted(new byte[0])).isFalse();
        assertThat(PeerKey.isAccepted(new byte[] {0x30, 3, 2, 1, 1})).isFalse();
    }

    private static byte[] rsa(int bits, int exponentBits) throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        BigInteger exponent = BigInteger.ONE.shiftLeft(exponentBits - 1).setBit(0);
        return ForeignKey.unsigned(
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                        new RSAPublicKey(modulus, exponent)));
    }
}
