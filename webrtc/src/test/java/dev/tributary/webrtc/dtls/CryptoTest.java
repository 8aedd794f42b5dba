package dev.tributary.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CryptoTest {
    /** The test vector for P_SHA256 that the TLS working group circulated. */
    @Test
    void pseudoRandomFunctionGivesTheKnownBytes() {
        HexFormat hex = HexFormat.of();
        byte[] secret = hex.parseHex("9bbe436ba940f017b17652849a71db35");
        byte[] seed = hex.parseHex("a0ba9f936cda311827a6f796ffd5198c");
        assertThat(hex.formatHex(Crypto.prf(secret, "test label", seed, 100)))
                .isEqualTo(
                        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
                                + "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
                                + "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                                + "87347b66");
    }

    @Test
    void takesPointsOfTheCurveOnly() throws Exception {
        for (int i = 0; i < 50; i++) {
            KeyPair keys = Crypto.generateKeyPair(new SecureRandom());
            ECPublicKey key = (ECPublicKey) keys.getPublic();
            byte[] point = Crypto.encodePoint(key);
            assertThat(Crypto.decodePoint(point).getW()).isEqualTo(key.getW());
            point[64] ^= 1;
            assertThatThrownBy(() -> Crypto.decodePoint(point))
                    .isInstanceOf(HandshakeException.class);
        }
        byte[] zero = new byte[Crypto.POINT_BYTES];
        zero[0] = 4;
        assertThatThrownBy(() -> Crypto.decodePoint(zero)).isInstanceOf(HandshakeException.class);
        assertThatThrownBy(() -> Crypto.decodePoint(new byte[1]))
                .isInstanceOf(HandshakeException.class);
    }

    @Test
    void agreesOnTheSameSecret() {
        KeyPair a = Crypto.generateKeyPair(new SecureRandom());
        KeyPair b = Crypto.generateKeyPair(new SecureRandom());
        assertThat(Crypto.agree(a.getPrivate(), (ECPublicKey) b.getPublic()))
                .hasSize(32)
                .isEqualTo(Crypto.agree(b.getPrivate(), (ECPublicKey) a.getPublic()));
    }

    @Test
    void replayWindowForgetsNothingThatIsNew() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReplayWindow window = new ReplayWindow();
            Set<Long> seen = new HashSet<>();
            long newest = -1;
            for (int i = 0; i < 20_000; i++) {
                long sequence = Math.max(0, newest + random.nextInt(-1_500, 50));
                if (random.nextInt(1_000) == 0) {
                    sequence += random.nextInt(100_000);
                }
                boolean fresh = !seen.contains(sequence) && newest - sequence < ReplayWindow.SIZE;
                assertThat(window.isFresh(sequence)).as("seed %d", seed).isEqualTo(fresh);
                if (fresh) {
                    window.mark(sequence);
                    seen.add(sequence);
                    newest = Math.max(newest, sequence);
                }
            }
        }
    }
}
