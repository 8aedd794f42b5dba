package dev.tributary.scenarios.format;

import dev.tributary.core.base.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys of a scenario that is drawn, one after the other; a number draws the same for ever. */
public final class Draw {
    private final List<String> keys;
    private final int fixed;
    private final Rng rng;

    /** Begins with keys that are not drawn. */
    public Draw(int number, String... fixed) {
        keys = new ArrayList<>(List.of(fixed));
        this.fixed = fixed.length;
        rng = new Rng(number);
    }

    /** Returns all keys, as overrides. */
    public String[] keys() {
        return keys.toArray(String[]::new);
    }

    /** Returns the keys that were drawn. */
    public List<String> drawn() {
        return List.copyOf(keys.subList(fixed, keys.size()));
    }

    /** Adds a key, as {@code key=value} with places for values ({@link String#format}). */
    public void set(String key, Object... values) {
        keys.add(String.format(Locale.ROOT, key, values));
    }

    /** Returns a whole number from 0 to below a bound. */
    public int nextInt(int bound) {
        return rng.nextInt(bound);
    }

    /** Returns true so often, per cent. */
    public boolean chance(int percent) {
        return rng.nextInt(100) < percent;
    }

    /** Returns a value between two, all equally often. */
    public double uniform(double low, double high) {
        return low + (high - low) * rng.nextInt(1_000_001) / 1e6;
    }

    /** Returns a value that is as often in one octave as in another. */
    public double between(double low, double high) {
        return low * StrictMath.exp(uniform(0, StrictMath.log(high / low)));
    }
}
