package dev.tributary.sim.world;

import dev.tributary.core.base.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys of a scenario that is drawn, one after the other; a number draws the same for ever. */
final class Draw {
    private final List<String> keys;
    private final int fixed;
    private final Rng rng;

    /** Begins with keys that are not drawn. */
    Draw(int number, String... fixed) {
        keys = new ArrayList<>(List.of(fixed));
        this.fixed = fixed.length;
        rng = new Rng(number);
    }

    /** Returns all keys, as overrides. */
    String[] keys() {
        return keys.toArray(String[]::new);
    }

    /** Returns the keys that were drawn. */
    List<String> drawn() {
        return keys.subList(fixed, keys.size());
    }

    void set(String key, Object... values) {
        keys.add(String.format(Locale.ROOT, key, values));
    }

    int nextInt(int bound) {
        return rng.nextInt(bound);
    }

    boolean chance(int percent) {
        return rng.nextInt(100) < percent;
    }

    double uniform(double low, double high) {
        return low + (high - low) * rng.nextInt(1_000_001) / 1e6;
    }

    /** Returns a value that is as often in one octave as in another. */
    double between(double low, double high) {
        return low * StrictMath.exp(uniform(0, StrictMath.log(high / low)));
    }
}
