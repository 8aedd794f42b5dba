package dev.tributary.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The map behaves as one of the JDK's. */
final class IntMapTest {
    @Test
    void equalsTreeMapUnderRandomOperations() {
        Random random = new Random(1);
        for (int range : new int[] {3, 40, 5_000, Integer.MAX_VALUE}) {
            IntMap<String> map = new IntMap<>();
            TreeMap<Integer, String> reference = new TreeMap<>();
            for (int i = 0; i < 100_000; i++) {
                int key = 1 + random.nextInt(Math.min(range, Integer.MAX_VALUE - 1));
                if (random.nextInt(5) < 2) {
                    String value = "v" + i;
                    map.put(key, value);
                    reference.put(key, value);
                } else if (random.nextBoolean() && !reference.isEmpty()) {
                    Integer near = reference.ceilingKey(key);
                    int victim = near == null ? reference.firstKey() : near;
                    map.remove(victim);
                    reference.remove(victim);
                } else {
                    map.remove(key);
                    reference.remove(key);
                }
                assertThat(map.get(key)).isEqualTo(reference.get(key));
                assertThat(map.size()).isEqualTo(reference.size());
            }
            assertThat(map.keys()).containsExactly(reference.keySet().toArray(Integer[]::new));
            reference.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        }
    }

    @Test
    void knowsNothingOfKeysThatNobodyPut() {
        IntMap<String> map = new IntMap<>();
        assertThat(map.get(0)).isNull();
        assertThat(map.get(-5)).isNull();
        map.remove(0);
        assertThat(map.size()).isZero();
        assertThat(map.keys()).isEmpty();
    }

    @Test
    void refusesWhatItCannotHold() {
        IntMap<String> map = new IntMap<>();
        assertThatThrownBy(() -> map.put(0, "x")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> map.put(1, null)).isInstanceOf(RuntimeException.class);
    }
}
