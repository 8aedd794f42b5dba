package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TsnSetTest {
    private static final int SPAN = 256;

    @Test
    void findsWhatASetOfTheJdkFinds() {
        SplittableRandom random = new SplittableRandom(1);
        for (int base : new int[] {0, 100, -SPAN, Integer.MAX_VALUE - SPAN / 2}) {
            TsnSet set = new TsnSet(SPAN);
            TreeSet<Integer> model = new TreeSet<>(); // by the distance from the base
            for (int step = 0; step < 20_000; step++) {
                int distance = random.nextInt(SPAN);
                if (random.nextInt(100) < step / 200) {
                    set.add(base + distance);
                    model.add(distance);
                } else {
                    set.remove(base + distance);
                    model.remove(distance);
                }
                int from = random.nextInt(SPAN);
                int end = from + random.nextInt(SPAN + 1 - from);
                Integer next = model.ceiling(from);
                assertThat(set.next(base + from, base + end) - base)
                        .isEqualTo(next == null || next > end ? end : next);
                int missing = from;
                while (missing < end && model.contains(missing)) {
                    missing++;
                }
                assertThat(set.nextMissing(base + from, base + end) - base).isEqualTo(missing);
                assertThat(set.contains(base + from)).isEqualTo(model.contains(from));
            }
        }
    }
}
