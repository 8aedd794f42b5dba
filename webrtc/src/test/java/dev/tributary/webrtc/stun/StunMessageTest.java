package dev.tributary.webrtc.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StunMessageTest {
    private static final byte[] KEY = "a key".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatIsWrittenIsRead() throws Exception {
        long seed = 20_261_120;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            TransactionId id = TransactionId.random(random::nextInt);
            String username = "u".repeat(random.nextInt(514));
            long priority = random.nextInt() & 0xffff_ffffL;
            long tieBreaker = random.nextLong();
            InetSocketAddress mapped = randomAddress(random);
            int code = 300 + random.nextInt(400);
            byte[] bytes =
                    new StunWriter(StunClass.values()[random.nextInt(4)], id)
                            .username(username)
                            .priority(priority)
                            .role(StunAttribute.ICE_CONTROLLING, tieBreaker)
                            .mappedAddress(mapped)
                            .errorCode(code)
                            .useCandidate()
                            .integrity(KEY)
                            .fingerprint()
                            .toBytes();
            StunMessage read = StunMessage.decode(bytes, 0, bytes.length);
            assertThat(read.transactionId()).as("seed %d, i %d", seed, i).isEqualTo(id);
            assertThat(read.username()).isEqualTo(username);
            assertThat(read.priority()).isEqualTo(priority);
            assertThat(read.tieBreaker(StunAttribute.ICE_CONTROLLING)).isEqualTo(tieBreaker);
            assertThat(read.tieBreaker(StunAttribute.ICE_CONTROLLED)).isZero();
            assertThat(read.mappedAddress()).isEqualTo(mapped);
            assertThat(read.errorCode()).isEqualTo(code);
            assertThat(read.has(StunAttribute.USE_CANDIDATE)).isTrue();
            assertThat(read.isIntact(KEY)).isTrue();
        }
    }

    @Test
    void everyChangedBitOfAProtectedMessageIsNoticed() {
        byte[] good = HexFormat.of().parseHex(Rfc5769Test.REQUEST);
        assertThat(isProtected(good)).isTrue();
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isProtected(bad)).as("bit %d", bit).isFalse();
        }
    }

    private static boolean isProtected(byte[] bytes) {
        try {
            StunMessage message = StunMessage.decode(bytes, 0, bytes.length);
            return message.has(StunAttribute.FINGERPRINT) && message.isIntact(Rfc5769Test.PASSWORD);
        } catch (MalformedStunException e) {
            return false;
        }
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] good = HexFormat.of().parseHex(Rfc5769Test.RESPONSE_IPV6);
        for (int length = 0; length < good.length; length++) {
            int cut = length;
            assertThatExceptionOfType(MalformedStunException.class)
                    .isThrownBy(() -> StunMessage.decode(good, 0, cut));
        }
    }

    @Test
    void lengthsAreChecked() {
        malformed("000100042112a44200000000000000000000000000240008"); // beyond the end
        malformed("000100082112a442000000000000000000000000002400020000000000000000"); // header
        malformed("000100082112a4420000000000000000000000000024000300000000"); // PRIORITY of 3
        malformed("000100082112a4420000000000000000000000000009000400000263"); // error 263
        malformed("0101000c2112a442000000000000000000000000002000080003a147e112a643"); // family
        malformed("0101000c2112a442000000000000000000000000002000080002a147e112a643"); // size
        malformed("000100032112a442000000000000000000000000000000"); // no multiple of 4
        malformed("400100002112a442000000000000000000000000"); // not STUN
        malformed("000100002112a443000000000000000000000000"); // cookie
    }

    @Test
    void tooManyAttributesAreMalformed() {
        StunWriter writer = new StunWriter(StunClass.REQUEST, new TransactionId(1, 2));
        for (int i = 0; i < 33; i++) {
            writer.attribute(0x8022, new byte[0]);
        }
        byte[] bytes = writer.toBytes();
        assertThatExceptionOfType(MalformedStunException.class)
                .isThrownBy(() -> StunMessage.decode(bytes, 0, bytes.length));
    }

    @Test
    void whatFollowsTheIntegrityIsIgnored() throws MalformedStunException {
        byte[] bytes =
                new StunWriter(StunClass.REQUEST, new TransactionId(1, 2))
                        .priority(7)
                        .integrity(KEY)
                        .useCandidate()
                        .attribute(0x7fff, new byte[3])
                        .fingerprint()
                        .toBytes();
        StunMessage message = StunMessage.decode(bytes, 0, bytes.length);
        assertThat(message.has(StunAttribute.USE_CANDIDATE)).isFalse();
        assertThat(message.has(StunAttribute.FINGERPRINT)).isTrue();
        assertThat(message.unknownRequired()).isEmpty();
        assertThat(message.isIntact(KEY)).isTrue();
    }

    @Test
    void firstOfTwoEqualAttributesCounts() throws MalformedStunException {
        byte[] bytes =
                new StunWriter(StunClass.REQUEST, new TransactionId(1, 2))
                        .priority(7)
                        .priority(8)
                        .toBytes();
        assertThat(StunMessage.decode(bytes, 0, bytes.length).priority()).isEqualTo(7);
    }

    @Test
    void writerRefusesMoreThanAFrame() {
        StunWriter writer = new StunWriter(StunClass.REQUEST, new TransactionId(1, 2));
        assertThatIllegalStateException()
                .isThrownBy(() -> writer.username("u".repeat(StunMessage.MESSAGE_BYTES_MAX)));
    }

    @Test
    void decoderThrowsNothingElseOnFuzz() {
        long seed = 5_769;
        Random random = new Random(seed);
        int decoded = 0;
        for (int i = 0; i < 500_000; i++) {
            byte[] bytes = StunFuzz.next(random);
            try {
                StunMessage message = StunMessage.decode(bytes, 0, bytes.length);
                readAll(message);
                decoded++;
            } catch (MalformedStunException e) {
                assertThat(e.getStackTrace()).isEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " i " + i + " " + HexFormat.of().formatHex(bytes), e);
            }
        }
        assertThat(decoded).as("the fuzz must reach beyond the header").isGreaterThan(10_000);
    }

    private static void readAll(StunMessage message) {
        message.method();
        message.stunClass();
        message.username();
        message.priority();
        message.errorCode();
        message.tieBreaker(StunAttribute.ICE_CONTROLLED);
        message.unknownRequired();
        if (message.has(StunAttribute.XOR_MAPPED_ADDRESS)) {
            message.mappedAddress();
        }
        message.isIntact(KEY);
    }

    private static void malformed(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatExceptionOfType(MalformedStunException.class)
                .as(hex)
                .isThrownBy(() -> StunMessage.decode(bytes, 0, bytes.length));
    }

    static InetSocketAddress randomAddress(Random random) throws UnknownHostException {
        byte[] address = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(address);
        address[0] = (byte) (address[0] | 1);
        return new InetSocketAddress(
                InetAddress.getByAddress(Arrays.copyOf(address, address.length)),
                random.nextInt(65_536));
    }
}
