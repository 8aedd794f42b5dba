package dev.tributary.transport.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small formats of the edge take what is well-formed, and nothing else. */
final class FrameReaderTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void framesComeWholeHoweverTheBytesCome(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> sent = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            byte[] message = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(1, 40 << 10)];
            random.nextBytes(message);
            byte[] length = new byte[FrameReader.LENGTH_BYTES];
            FrameReader.length(message.length, length);
            stream.writeBytes(length);
            stream.writeBytes(message);
            if (message.length > 0) {
                sent.add(message);
            }
        }
        List<byte[]> received = new ArrayList<>();
        FrameReader reader = new FrameReader();
        ByteBuf bytes = Unpooled.wrappedBuffer(stream.toByteArray());
        while (bytes.isReadable()) {
            ByteBuf part =
                    bytes.readSlice(Math.min(bytes.readableBytes(), random.nextInt(1, 9_000)));
            boolean good =
                    reader.read(part, (message, n) -> received.add(Arrays.copyOf(message, n)));
            assertThat(good).isTrue();
        }
        assertThat(received).as("seed %d", seed).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(received.get(i)).as("seed %d", seed).isEqualTo(sent.get(i));
        }
    }

    @Test
    void aLengthAboveTheMaximumEndsTheStreamBeforeAnyByteOfIt() {
        FrameReader reader = new FrameReader();
        ByteBuf length = Unpooled.wrappedBuffer(new byte[] {0, (byte) 0xa0, 1});
        assertThat(reader.read(length, (message, n) -> true)).isFalse();
    }

    @Test
    void whoeverTakesFramesCanStop() {
        FrameReader reader = new FrameReader();
        ByteBuf two = Unpooled.wrappedBuffer(new byte[] {0, 0, 1, 7, 0, 0, 1, 8});
        assertThat(reader.read(two, (message, n) -> false)).isFalse();
        assertThat(two.readableBytes()).isEqualTo(4);
    }

    @Test
    void theTextOfAHeaderIsTheHeaderOrNothing() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 1_000; i++) {
            SliceHeader header =
                    new SliceHeader(
                            random.nextInt(1, Integer.MAX_VALUE),
                            random.nextLong(SliceHeader.DTS_MILLIS_MAX + 1),
                            random.nextInt(SliceHeader.DURATION_MILLIS_MAX + 1),
                            random.nextInt(SliceHeader.SIZE_MAX + 1),
                            random.nextInt(SliceHeader.FLAGS_MAX + 1));
            assertThat(SliceText.header(SliceText.of(header))).isEqualTo(header);
        }
        String[] wrong = {
            "",
            "1,0,0,0",
            "0,0,0,0,0",
            "1,0,0,0,8",
            "1,-1,0,0,0",
            "1,0,0,8388609,0",
            "2147483648,0,0,0,0",
            "1,99999999999999999999,0,0,0",
            "01,0,0,0,0",
            "1,0,0,0,0,",
            "1, 0,0,0,0"
        };
        assertThat(wrong).allMatch(text -> SliceText.header(text) == null);
    }
}
