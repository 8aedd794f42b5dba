package dev.tributary.webrtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StunServerTest {
    private static final byte[] PLAIN =
            HexFormat.of().parseHex("000100002112a442000000010000000000000002");
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Test
    void answersWithTheMappedAddress() throws Exception {
        InetSocketAddress source = address("203.0.113.9", 40_000);
        byte[] reply = StunServer.reply(source, PLAIN, 0, PLAIN.length);
        assertThat(reply).hasSize(32);
        StunMessage message = StunMessage.decode(reply, 0, reply.length);
        assertThat(message.stunClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(message.transactionId()).isEqualTo(new TransactionId(1, 2));
        assertThat(message.mappedAddress()).isEqualTo(source);
    }

    @Test
    void answersFingerprintByFingerprint() throws Exception {
        byte[] request =
                new StunWriter(StunClass.REQUEST, new TransactionId(1, 2)).fingerprint().toBytes();
        InetSocketAddress source = address("2001:db8::1", 40_000);
        byte[] reply = StunServer.reply(source, request, 0, request.length);
        StunMessage message = StunMessage.decode(reply, 0, reply.length);
        assertThat(message.has(StunAttribute.FINGERPRINT)).isTrue();
        assertThat(message.mappedAddress()).isEqualTo(source);
    }

    @Test
    void isSilentOnAllElse() throws Exception {
        InetSocketAddress source = address("203.0.113.9", 40_000);
        for (String hex :
                new String[] {
                    Rfc5769Test.REQUEST, // credentials
                    Rfc5769Test.RESPONSE_IPV4,
                    "001100002112a442000000010000000000000002", // indication
                    "000300002112a442000000010000000000000002", // Allocate
                    "000100082112a4420000000100000000000000020003000400000006" // CHANGE-REQUEST
                }) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            assertThat(StunServer.reply(source, bytes, 0, bytes.length)).as(hex).isEmpty();
        }
        assertThat(StunServer.reply(source, PLAIN, 0, 0)).isEmpty();
        assertThat(StunServer.reply(address("203.0.113.9", 53), PLAIN, 0, 20)).isEmpty();
    }

    @Test
    void replyIsAtMost24BytesLongerThanAnyRequest() throws Exception {
        long seed = 24;
        Random random = new Random(seed);
        int replies = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] request = StunFuzz.next(random);
            byte[] reply =
                    StunServer.reply(
                            StunMessageTest.randomAddress(random), request, 0, request.length);
            assertThat(reply.length)
                    .as("seed %d, i %d", seed, i)
                    .isLessThanOrEqualTo(request.length + 24);
            replies += reply.length > 0 ? 1 : 0;
        }
        assertThat(replies).isGreaterThan(1_000);
    }

    @Test
    void oneSourceGetsTwentyRepliesPerSecond() throws Exception {
        StunServer server = new StunServer(new Random(1)::nextInt);
        int replies = 0;
        for (int milli = 0; milli < 10_000; milli++) {
            // Any host of one /64 counts as the same source.
            InetSocketAddress source = address("2001:db8::" + Integer.toHexString(milli), 40_000);
            long nowNanos = milli * SECOND_NANOS / 1_000;
            replies +=
                    server.onDatagram(nowNanos, source, PLAIN, 0, PLAIN.length).length > 0 ? 1 : 0;
        }
        assertThat(replies).isBetween(200, 220);
        assertThat(server.answered()).isEqualTo(replies);
        assertThat(server.limited()).isEqualTo(10_000 - replies);
    }

    @Test
    void aMillionForgedSourcesGetTheTotalRateAndNoMemory() throws Exception {
        StunServer server = new StunServer(new Random(2)::nextInt);
        Random random = new Random(3);
        for (int i = 0; i < 1_000_000; i++) {
            long nowNanos = i * SECOND_NANOS / 500_000; // two seconds in all
            server.onDatagram(
                    nowNanos, StunMessageTest.randomAddress(random), PLAIN, 0, PLAIN.length);
        }
        assertThat(server.answered())
                .isBetween(2L * ReplyLimit.TOTAL_PER_SECOND, 3L * ReplyLimit.TOTAL_PER_SECOND);
    }

    private static InetSocketAddress address(String literal, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(literal), port);
    }
}
