package dev.tributary.core.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A law that holds for every example: tries many, and on failure looks for a smaller one.
 *
 * <p>The choices behind an example are recorded; dropping and lowering them gives smaller examples
 * of any type (MacIver and Donaldson, "Test-Case Reduction via Test-Case Generation", 2020). A
 * failure names the seed, which {@code -Dproperty.seed=...} runs again.
 */
public final class Property<T> {
    private static final int SHRINKS_MAX = 4_000;

    private final String name;
    private final Function<Choices, T> generator;
    private int runs = 1_000;
    private int seed = Integer.getInteger("property.seed", 1);

    private Property(String name, Function<Choices, T> generator) {
        this.name = name;
        this.generator = generator;
    }

    /** Begins a law about everything that the generator makes. */
    public static <T> Property<T> of(String name, Function<Choices, T> generator) {
        return new Property<>(name, generator);
    }

    /** Sets the number of examples, 1,000 unless told. */
    public Property<T> runs(int count) {
        runs = count;
        return this;
    }

    /** Sets the seed of the first example unless the command line does. */
    public Property<T> seed(int value) {
        seed = Integer.getInteger("property.seed", value);
        return this;
    }

    /** A statement about one example; fails by throwing. */
    @FunctionalInterface
    public interface Law<T> {
        /** Throws when the law is broken. */
        void check(T example) throws Exception;
    }

    /** Checks the law on all examples. */
    public void holds(Law<T> law) {
        for (int run = 0; run < runs; run++) {
            Choices choices = new Choices(seed + run);
            T example = generator.apply(choices);
            Throwable failure = failure(law, example);
            if (failure != null) {
                T smallest = generator.apply(new Choices(shrink(law, choices.made())));
                Throwable last = failure(law, smallest);
                throw new AssertionError(
                        name
                                + " fails: run it alone with -Dproperty.seed="
                                + (seed + run)
                                + "\nexample:  "
                                + example
                                + "\nsmallest: "
                                + smallest
                                + "\nbecause:  "
                                + last,
                        last);
            }
        }
    }

    /** Returns the smallest choices found that still break the law. */
    private List<Long> shrink(Law<T> law, List<Long> broken) {
        List<Long> best = broken;
        int left = SHRINKS_MAX;
        boolean smaller = true;
        while (smaller && left > 0) {
            smaller = false;
            for (List<Long> candidate : candidates(best)) {
                if (left-- <= 0) {
                    break;
                }
                if (failure(law, generator.apply(new Choices(candidate))) != null) {
                    best = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return best;
    }

    private static List<List<Long>> candidates(List<Long> from) {
        List<List<Long>> candidates = new ArrayList<>();
        for (int block = from.size(); block > 0; block /= 2) {
            for (int at = 0; at + block <= from.size(); at += block) {
                List<Long> shorter = new ArrayList<>(from);
                shorter.subList(at, at + block).clear();
                candidates.add(shorter);
            }
        }
        for (int at = 0; at < from.size(); at++) {
            long value = from.get(at);
            for (long less = value; less > 0; less /= 2) {
                List<Long> lower = new ArrayList<>(from);
                lower.set(at, value - less);
                candidates.add(lower);
            }
        }
        return candidates;
    }

    private static <T> Throwable failure(Law<T> law, T example) {
        try {
            law.check(example);
            return null;
        } catch (Exception | AssertionError failure) {
            return failure;
        }
    }
}
