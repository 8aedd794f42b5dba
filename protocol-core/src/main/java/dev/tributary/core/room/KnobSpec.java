package dev.tributary.core.room;

import dev.tributary.core.base.Check;
import java.util.List;

/**
 * What one number of a system may be and what it means.
 *
 * @param key its name, in scenario files and in errors
 * @param unit what is counted
 * @param low least value
 * @param high greatest value
 * @param usual value where nothing else is said
 * @param words names of the values from {@code low} on, for {@link Unit#WORD}; empty otherwise
 * @param text what it means, a sentence without its full stop
 */
public record KnobSpec(
        String key, Unit unit, int low, int high, int usual, List<String> words, String text) {
    /** What the number counts. */
    public enum Unit {
        /** Things. */
        COUNT,
        /** Milliseconds. */
        MILLIS,
        /** Hundredths. */
        PERCENT,
        /** Nothing: each value has a name. */
        WORD
    }

    /** Checks the ranges. */
    public KnobSpec {
        Check.range("low", low, 0, high);
        Check.range("usual", usual, low, high);
        words = List.copyOf(words);
        Check.that(
                words.size() == (unit == Unit.WORD ? high - low + 1 : 0),
                "every value of a word has a name, and no other has");
    }

    /** Returns the specification of a number with a unit. */
    public static KnobSpec number(
            String key, Unit unit, int low, int high, int usual, String text) {
        return new KnobSpec(key, unit, low, high, usual, List.of(), text);
    }

    /** Returns the specification of a choice, whose values are numbered from 0. */
    public static KnobSpec choice(String key, List<String> words, int usual, String text) {
        return new KnobSpec(key, Unit.WORD, 0, words.size() - 1, usual, words, text);
    }
}
