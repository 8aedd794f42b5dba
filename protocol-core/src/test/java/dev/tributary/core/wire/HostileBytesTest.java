package dev.tributary.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes, there is a message, exactly those bytes again, or one kind of exception. */
class HostileBytesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Bytes that print as hex, so that a failure can be copied. */
    private static final class Input {
        private final byte[] bytes;

        Input(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return Hex.of(bytes);
        }
    }

    @Test
    void randomBytesAreAMessageOrMalformed() {
        Property.of("random bytes", HostileBytesTest::noise)
                .runs(200_000)
                .holds(input -> survives(input.bytes()));
    }

    @Test
    void mutatedMessagesAreAMessageOrMalformed() {
        Property.of("mutated message", HostileBytesTest::mutant)
                .runs(200_000)
                .holds(input -> survives(input.bytes()));
    }

    @ParameterizedTest
    @EnumSource(Message.Type.class)
    void everyTruncationAndEveryTrailingByteIsMalformed(Message.Type type) {
        Property.of("cut " + type, c -> MessageSamples.of(type, c))
                .runs(60)
                .holds(
                        message -> {
                            byte[] bytes = MessageCodec.encode(message);
                            for (int length = 0; length < Math.min(bytes.length, 200); length++) {
                                assertThat(accepted(bytes, length)).isFalse();
                            }
                            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                            assertThat(accepted(longer, longer.length)).isFalse();
                        });
    }

    @Test
    void tenBytesNeverClaimMoreThan64KiB() {
        byte[] huge = Hex.bytes("ffffffff07");
        for (Message.Type type : Message.Type.values()) {
            for (int at = 2; at <= 5; at++) {
                byte[] input = new byte[10];
                Arrays.fill(input, (byte) 1);
                input[0] = (byte) type.id();
                input[1] = 0;
                System.arraycopy(huge, 0, input, at, huge.length);
                assertThat(allocatedBy(input)).as(Hex.of(input)).isLessThan(64 << 10);
            }
        }
    }

    @Test
    void allocationIsBoundedByTheInput() {
        Property.of("allocation", HostileBytesTest::mutant)
                .runs(20_000)
                .seed(500_000)
                .holds(
                        input ->
                                assertThat(allocatedBy(input.bytes()))
                                        .isLessThan(16L * input.bytes().length + (64 << 10)));
    }

    private static Input noise(Choices c) {
        byte[] bytes = c.bytes(c.between(0, 60));
        if (bytes.length > 1 && c.between(0, 9) > 0) {
            bytes[0] = (byte) c.oneOf(Message.Type.values()).id();
            bytes[1] = 0;
        }
        return new Input(bytes);
    }

    private static Input mutant(Choices c) {
        byte[] bytes = MessageCodec.encode(MessageSamples.any(c));
        int changes = c.between(1, 4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = c.between(0, Math.min(bytes.length, 60) - 1);
            switch (c.between(0, 4)) {
                case 0 -> bytes[at] ^= (byte) (1 << c.between(0, 7));
                case 1 -> bytes[at] = c.bytes(1)[0];
                case 2 -> bytes[at] = c.oneOf((byte) 0, (byte) 0x7f, (byte) 0x80, (byte) 0xff);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes = inserted(bytes, at, c.bytes(1)[0]);
            }
        }
        return new Input(bytes);
    }

    private static byte[] inserted(byte[] bytes, int at, byte value) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = value;
        return longer;
    }

    private static void survives(byte[] bytes) {
        Message message;
        try {
            message = MessageCodec.decode(bytes, 0, bytes.length, Systems.all());
        } catch (MalformedMessageException expected) {
            assertThat(expected.offset()).isBetween(0, bytes.length);
            return;
        }
        byte[] again = MessageCodec.encode(message);
        assertThat(Arrays.equals(again, bytes)).as("one encoding per message").isTrue();
    }

    private static boolean accepted(byte[] bytes, int length) {
        try {
            MessageCodec.decode(bytes, 0, length, Systems.all());
            return true;
        } catch (MalformedMessageException expected) {
            return false;
        }
    }

    private static long allocatedBy(byte[] input) {
        accepted(input, input.length);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        accepted(input, input.length);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
