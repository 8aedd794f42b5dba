package dev.tributary.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Choices;
import dev.tributary.core.testkit.Property;
import dev.tributary.core.testkit.Settings;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The codec refuses exactly what the constructors refuse: neither less nor more. */
class SameRangesTest {
    @Test
    void roomSettings() {
        int[] low = {8, 500, 100, 1, 1, 0, 1, 0, 0, 100, 0, 1, 0, 1, 0, 0, 20};
        int[] high = {
            1_000_000, 60_000, 60_000, 60_000, 31, 2, 4, 95, 60_000, 60_000, 32, 100, 10_000, 4_369,
            60_000, 25, 10_000
        };
        sameVerdict(
                c -> numbers(c, low, high),
                n ->
                        Settings.douyu()
                                .bitrateKbps(n[0])
                                .bufferMillis(n[1])
                                .emergencyWindowMillis(n[2])
                                .startMillis(n[3])
                                .subStreams(n[4])
                                .backups(n[5])
                                .relayDepthMax(n[6])
                                .baseStreamMaxPercent(n[7])
                                .gapGraceMillis(n[8])
                                .silentMillis(n[9])
                                .fanOutMax(n[10])
                                .budgetPercent(n[11])
                                .uploadPerDownloadPercent(n[12])
                                .frameChunks(15 * n[13])
                                .skipAfterMillis(n[14])
                                .catchUpPercent(n[15])
                                .sliceMillis(n[16])
                                .build(),
                n -> {
                    Fields body =
                            new Fields(0x09)
                                    .add(0, 0)
                                    .zeros(32)
                                    .add(1, n[0], 1, 1, n[1], n[2], n[3], n[14], n[15]);
                    body.add(n[4], n[5], n[6], n[7], 1, n[8], n[9], n[16]);
                    return body.add(n[10], n[11], n[12], n[13]).bytes();
                });
    }

    @Test
    void capabilities() {
        sameVerdict(
                c -> numbers(c, new int[3], new int[] {10_000_000, 65_535, 255}),
                n -> new Capabilities(NatType.OPEN, true, Access.WIFI, Device.TV, n[0], n[1], n[2]),
                n -> {
                    Fields body = new Fields(0x10).add(3).zeros(32);
                    return body.add(0, 1, 1, 1, n[0], n[1], n[2], 0).bytes();
                });
    }

    @Test
    void sliceHeader() {
        int[] low = {1, 0, 0, 0};
        int[] high = {Integer.MAX_VALUE, SliceHeader.DURATION_MILLIS_MAX, 1_000, 7};
        sameVerdict(
                c -> numbers(c, low, high),
                n -> new SliceHeader(n[0], 5, n[1], n[2], n[3]),
                n -> {
                    Fields body = new Fields(0x28).add(n[0], 5, n[1], n[2], n[3], 0);
                    body.add(Math.max(1, (n[2] + 1_023) / 1_024), 0);
                    return body.zeros(n[2]).bytes();
                });
    }

    private static void sameVerdict(
            Function<Choices, int[]> generator,
            Function<int[], Object> constructor,
            Function<int[], byte[]> encoding) {
        boolean[] seen = new boolean[2];
        Property.of("verdict", c -> new Numbers(generator.apply(c)))
                .runs(20_000)
                .holds(
                        numbers -> {
                            boolean valid = constructs(constructor, numbers.values);
                            seen[valid ? 1 : 0] = true;
                            assertThat(decodes(encoding.apply(numbers.values))).isEqualTo(valid);
                        });
        assertThat(seen).containsExactly(true, true);
    }

    /** At most one number just outside its range, so that every single check decides. */
    private static int[] numbers(Choices c, int[] low, int[] high) {
        int[] numbers = new int[low.length];
        for (int i = 0; i < low.length; i++) {
            numbers[i] = c.between(low[i], high[i]);
        }
        if (c.flag()) {
            int at = c.between(0, low.length - 1);
            boolean below = c.flag() && low[at] > 0;
            numbers[at] = below ? low[at] - 1 : Math.max(high[at], high[at] + 1);
        }
        return numbers;
    }

    private static boolean constructs(Function<int[], Object> constructor, int[] values) {
        try {
            return constructor.apply(values) != null;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            MessageCodec.decode(bytes, 0, bytes.length, Systems.all());
            return true;
        } catch (MalformedMessageException refused) {
            return false;
        }
    }

    private static final class Numbers {
        private final int[] values;

        Numbers(int[] values) {
            this.values = values;
        }

        @Override
        public String toString() {
            return Arrays.toString(values);
        }
    }

    /** A message under construction, without any check. */
    private static final class Fields {
        private final byte[] target = new byte[4_096];
        private final WireWriter out = new WireWriter(target, 0);

        Fields(int type) {
            out.u8(type);
            out.u8(0);
        }

        Fields add(int... values) {
            for (int value : values) {
                out.varint(value);
            }
            return this;
        }

        Fields zeros(int count) {
            out.tail(Payload.ofLength(count));
            return this;
        }

        byte[] bytes() {
            return Arrays.copyOf(target, out.position());
        }
    }
}
