package dev.tributary.reports.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.measure.Histogram;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HistogramJsonTest {
    @Test
    void roundTripKeepsEveryFigure() {
        Random random = new Random(7);
        for (int trial = 0; trial < 300; trial++) {
            Histogram before = new Histogram(1 + random.nextInt(20));
            int values = random.nextInt(60);
            int range = 1 + random.nextInt(400);
            for (int i = 0; i < values; i++) {
                before.add(random.nextInt(range));
            }
            Histogram after = HistogramJson.read(new Field("h:", HistogramJson.write(before)));
            assertThat(after.total()).isEqualTo(before.total());
            assertThat(after.max()).isEqualTo(before.max());
            assertThat(after.mean()).isEqualTo(Double.valueOf(before.mean()));
            for (int i = 0; i <= range; i++) {
                assertThat(after.count(i)).isEqualTo(before.count(i));
            }
        }
    }

    @Test
    void valuesBeyondTheLastBucketSurvive() {
        Histogram before = new Histogram(1);
        before.add(5);
        before.add(1L << 30);
        Histogram after = HistogramJson.read(new Field("h:", HistogramJson.write(before)));
        assertThat(after.max()).isEqualTo(1L << 30);
        assertThat(after.mean()).isEqualTo(Double.valueOf(before.mean()));
    }
}
