package dev.tributary.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What viewers say to each other through the tracker, byte by byte. */
class SignalCodecTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String ICE =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String HASH = "00112233445566778899aabbccddeeff".repeat(2);

    /** ufrag "abcd", password "0123456789abcdefghijkl". */
    private static final String NAMES =
            "04 61626364 16 30313233343536373839 6162636465666768696a6b6c";

    private static final String HOST = "00 04 c0000201 9027 ffffffff07 00";
    private static final String REFLEXIVE = "01 10 20010db8000000000000000000000001 ffff03 01 8001";

    private static Payload hex(String text) {
        return Payload.of(Hex.bytes(text));
    }

    @Test
    void descriptionHasTheseBytes() throws MalformedMessageException {
        Candidate host =
                new Candidate(Candidate.Kind.HOST, hex("c0000201"), 5_008, Integer.MAX_VALUE, 0);
        Candidate reflexive =
                new Candidate(
                        Candidate.Kind.SERVER_REFLEXIVE,
                        hex("20010db8000000000000000000000001"),
                        65_535,
                        1,
                        128);
        Description description =
                new Description(
                        hex(HASH),
                        hex("61626364"),
                        hex("30313233343536373839 6162636465666768696a6b6c"),
                        true,
                        16_384,
                        List.of(host, reflexive));
        byte[] golden = Hex.bytes(HASH + NAMES + "01 808001 02" + HOST + REFLEXIVE);

        assertThat(Hex.of(bytes(SignalCodec.encode(description)))).isEqualTo(Hex.of(golden));
        assertThat(SignalCodec.description(Payload.of(golden))).isEqualTo(description);
        assertThat(SignalCodec.candidate(hex(HOST))).isEqualTo(host);
        assertThat(bytes(SignalCodec.encode(reflexive))).isEqualTo(Hex.bytes(REFLEXIVE));
    }

    @Test
    void whatIsNotCanonicalOrOutOfRangeIsRefused() {
        String[] candidates = {
            "",
            "02 04 c0000201 9027 01 00",
            "00 05 c000020101 9027 01 00",
            "00 04 c0000201 00 01 00",
            "00 04 c0000201 808004 01 00",
            "00 04 c0000201 9027 00 00",
            "00 04 c0000201 9027 01 8000",
            "00 04 c0000201 9027 01",
            "00 04 c0000201 9027 01 00 00"
        };
        for (String bad : candidates) {
            assertThatThrownBy(() -> SignalCodec.candidate(hex(bad)))
                    .as(bad)
                    .isInstanceOf(MalformedMessageException.class);
        }
        String[] descriptions = {
            HASH.substring(2),
            HASH + "03 616263" + NAMES.substring(12) + "00 01 00",
            HASH + NAMES.replace("61626364", "6162630d") + "00 01 00",
            HASH + NAMES.replace("61626364", "6162633d") + "00 01 00",
            HASH + "04 61626364 15 " + "30".repeat(21) + "00 01 00",
            HASH + NAMES + "02 01 00",
            HASH + NAMES + "00 00 00",
            HASH + NAMES + "00 01 01",
            HASH + NAMES + "00 01 09" + HOST.repeat(9),
            HASH + NAMES + "00 01 00 00"
        };
        for (String bad : descriptions) {
            assertThatThrownBy(() -> SignalCodec.description(hex(bad)))
                    .as(bad)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        Property.of("description", SignalCodecTest::description)
                .runs(5_000)
                .holds(
                        d ->
                                assertThat(SignalCodec.description(SignalCodec.encode(d)))
                                        .isEqualTo(d));
        Property.of("candidate", SignalCodecTest::candidate)
                .runs(5_000)
                .holds(c -> assertThat(SignalCodec.candidate(SignalCodec.encode(c))).isEqualTo(c));
    }

    @Test
    void everyTruncationIsMalformed() {
        Property.of("cut", SignalCodecTest::description)
                .runs(100)
                .holds(
                        d -> {
                            byte[] whole = bytes(SignalCodec.encode(d));
                            for (int length = 0; length < whole.length; length++) {
                                assertThat(read(Arrays.copyOf(whole, length))).isNull();
                            }
                        });
    }

    @Test
    void mutatedBytesAreOneDescriptionOrMalformedAndCheap() {
        Property.of("mutant", c -> Hex.of(mutant(c)))
                .runs(100_000)
                .holds(
                        text -> {
                            byte[] input = Hex.bytes(text);
                            read(input);
                            long before = THREADS.getCurrentThreadAllocatedBytes();
                            Description read = read(input);
                            long spent = THREADS.getCurrentThreadAllocatedBytes() - before;
                            assertThat(spent).isLessThan(16L * input.length + (64 << 10));
                            if (read != null) {
                                assertThat(bytes(SignalCodec.encode(read))).isEqualTo(input);
                            }
                        });
    }

    /** Returns null when malformed; nothing else is thrown. */
    private static Description read(byte[] input) {
        try {
            SignalCodec.candidate(Payload.of(input));
        } catch (MalformedMessageException expected) {
            assertThat(expected.offset()).isBetween(0, input.length);
        }
        try {
            return SignalCodec.description(Payload.of(input));
        } catch (MalformedMessageException expected) {
            assertThat(expected.offset()).isBetween(0, input.length);
            return null;
        }
    }

    private static byte[] mutant(Choices c) {
        byte[] bytes =
                c.between(0, 3) == 0
                        ? c.bytes(c.between(0, 120))
                        : bytes(SignalCodec.encode(description(c)));
        int changes = c.between(0, 3);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = c.between(0, bytes.length - 1);
            switch (c.between(0, 2)) {
                case 0 -> bytes[at] ^= (byte) (1 << c.between(0, 7));
                case 1 -> bytes[at] = c.oneOf((byte) 0, (byte) 0x7f, (byte) 0x80, (byte) 0xff);
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    private static Payload iceChars(Choices c, int low, int high) {
        byte[] text = new byte[c.between(low, high)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ICE.charAt(c.between(0, ICE.length() - 1));
        }
        return Payload.of(text);
    }

    private static Candidate candidate(Choices c) {
        return new Candidate(
                c.oneOf(Candidate.Kind.values()),
                Payload.of(c.bytes(c.flag() ? 4 : 16)),
                c.between(1, 65_535),
                c.between(1, Integer.MAX_VALUE),
                c.between(0, Integer.MAX_VALUE));
    }

    private static Description description(Choices c) {
        List<Candidate> candidates = new ArrayList<>();
        int count = c.between(0, Description.CANDIDATES_MAX);
        for (int i = 0; i < count; i++) {
            candidates.add(candidate(c));
        }
        return new Description(
                Payload.of(c.bytes(32)),
                iceChars(c, 4, 32),
                iceChars(c, 22, 64),
                c.flag(),
                c.between(1, Integer.MAX_VALUE),
                candidates);
    }
}
