package dev.tributary.webrtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 5769, sections 2.1 to 2.4. */
final class Rfc5769Test {
    static final byte[] PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt".getBytes(StandardCharsets.US_ASCII);
    private static final TransactionId ID = new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL);

    static final String REQUEST =
            "000100582112a442b7e7a701bc34d686fa87dfae"
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff"
                    + "80290008932ff9b151263b36"
                    + "000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                    + "80280004e57a3bcf";
    static final String RESPONSE_IPV4 =
            "0101003c2112a442b7e7a701bc34d686fa87dfae"
                    + "8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                    + "80280004c07d4c96";
    static final String RESPONSE_IPV6 =
            "010100482112a442b7e7a701bc34d686fa87dfae"
                    + "8022000b7465737420766563746f7220"
                    + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
                    + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
                    + "80280004c8fb0b4c";
    private static final String LONG_TERM =
            "000100602112a44278ad3433c6ad72c029da412e"
                    + "00060012e3839ee38388e383aae38383e382afe382b90000"
                    + "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341"
                    + "0014000b6578616d706c652e6f726700"
                    + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666";

    @Test
    void request() throws MalformedStunException {
        StunMessage message = decode(REQUEST);
        assertThat(message.stunClass()).isEqualTo(StunClass.REQUEST);
        assertThat(message.method()).isEqualTo(StunMessage.METHOD_BINDING);
        assertThat(message.transactionId()).isEqualTo(ID);
        assertThat(message.username()).isEqualTo("evtj:h6vY");
        assertThat(message.priority()).isEqualTo(0x6e0001ffL);
        assertThat(message.tieBreaker(StunAttribute.ICE_CONTROLLED)).isEqualTo(0x932ff9b151263b36L);
        assertThat(message.has(StunAttribute.FINGERPRINT)).isTrue();
        assertThat(message.unknownRequired()).isEmpty();
        assertThat(message.isIntact(PASSWORD)).isTrue();
        assertThat(message.isIntact("VOkJxbRl1RmTxUk/WvJxBu".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @Test
    void responseWithIpv4Address() throws Exception {
        StunMessage message = decode(RESPONSE_IPV4);
        assertThat(message.stunClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(message.mappedAddress()).isEqualTo(address("192.0.2.1"));
        assertThat(message.isIntact(PASSWORD)).isTrue();
    }

    @Test
    void responseWithIpv6Address() throws Exception {
        StunMessage message = decode(RESPONSE_IPV6);
        assertThat(message.mappedAddress())
                .isEqualTo(address("2001:db8:1234:5678:11:2233:4455:6677"));
        assertThat(message.isIntact(PASSWORD)).isTrue();
    }

    @Test
    void requestWithLongTermKey() throws Exception {
        StunMessage message = decode(LONG_TERM);
        String user = "\u30de\u30c8\u30ea\u30c3\u30af\u30b9";
        byte[] key =
                MessageDigest.getInstance("MD5")
                        .digest((user + ":example.org:TheMatrIX").getBytes(StandardCharsets.UTF_8));
        assertThat(message.username()).isEqualTo(user);
        assertThat(message.isIntact(key)).isTrue();
        assertThat(message.unknownRequired()).containsExactly(0x0015, 0x0014);
    }

    @Test
    void writerGivesTheSameBytes() throws Exception {
        byte[] software = "test vector".getBytes(StandardCharsets.US_ASCII);
        // The vectors pad with spaces where the writer pads with zeros, so only the padding
        // differs.
        byte[] written =
                new StunWriter(StunClass.SUCCESS, ID)
                        .attribute(
                                0x8022,
                                (new String(software, StandardCharsets.US_ASCII) + " ")
                                        .getBytes(StandardCharsets.US_ASCII))
                        .mappedAddress(address("192.0.2.1"))
                        .integrity(PASSWORD)
                        .fingerprint()
                        .toBytes();
        assertThat(written).hasSize(RESPONSE_IPV4.length() / 2);
        StunMessage message = StunMessage.decode(written, 0, written.length);
        assertThat(message.mappedAddress()).isEqualTo(address("192.0.2.1"));
        assertThat(message.isIntact(PASSWORD)).isTrue();
        assertThat(HexFormat.of().formatHex(written, 36, 48)).isEqualTo("002000080001a147e112a643");
    }

    private static StunMessage decode(String hex) throws MalformedStunException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return StunMessage.decode(bytes, 0, bytes.length);
    }

    private static InetSocketAddress address(String literal) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(literal), 32853);
    }
}
