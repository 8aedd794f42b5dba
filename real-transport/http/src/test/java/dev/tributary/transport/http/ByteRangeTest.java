package dev.tributary.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a Range header may say. */
final class ByteRangeTest {
    @Test
    void rangesStayWithinWhatThereIs() {
        SplittableRandom random = new SplittableRandom(5);
        String[] parts = {"", "0", "5", "99", "100", "999999999", "1000000000", "-", "x", " "};
        for (int i = 0; i < 5_000; i++) {
            String text =
                    "bytes="
                            + parts[random.nextInt(parts.length)]
                            + "-"
                            + parts[random.nextInt(parts.length)];
            ByteRange range = ByteRange.parse(text, 100);
            boolean refused =
                    range.equals(ByteRange.MALFORMED) || range.equals(ByteRange.UNSATISFIABLE);
            boolean within =
                    range.from() >= 0 && range.length() > 0 && range.from() + range.length() <= 100;
            assertThat(refused ^ within).as(text).isTrue();
        }
    }
}
