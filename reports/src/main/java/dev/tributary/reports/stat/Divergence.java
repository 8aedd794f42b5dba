package dev.tributary.reports.stat;

import dev.tributary.measure.Checkpoint;
import dev.tributary.measure.Measurement;
import dev.tributary.measure.TraceEvent;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * Where two runs of a seed part: after a checkpoint that both have, before the next one.
 *
 * @param seed of the replication
 * @param agreed the last checkpoint that agrees; one of 0 events when none does
 * @param a what the first run has instead of {@code b}
 * @param b what the second run has instead of {@code a}
 */
public record Divergence(long seed, Checkpoint agreed, Checkpoint a, Checkpoint b) {
    /**
     * The first event that differs; a side is empty when it has ended before.
     *
     * @param number which event of the run, from 1
     */
    public record Split(long number, Optional<TraceEvent> a, Optional<TraceEvent> b) {}

    /** Returns the number of the first event that may differ. */
    public long from() {
        return agreed.events() + 1;
    }

    /** Returns the number of the last event that must be looked at. */
    public long to() {
        return Math.max(a.events(), b.events());
    }

    /**
     * Finds the first replication, in the order of {@code a}, in which two runs differ; empty when
     * all that both have are equal.
     *
     * @throws ReportException when they have no seed in common, or a run kept no checkpoints
     */
    public static Optional<Divergence> first(Run a, Run b) {
        int common = 0;
        for (Measurement one : a.replications()) {
            for (Measurement two : b.replications()) {
                if (one.seed() == two.seed()) {
                    common++;
                    Optional<Divergence> found = first(one, two);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        if (common == 0) {
            throw new ReportException(
                    "no seed in common: A has " + a.seeds() + ", B has " + b.seeds());
        }
        return Optional.empty();
    }

    private static Optional<Divergence> first(Measurement one, Measurement two) {
        List<Checkpoint> a = kept("A", one);
        List<Checkpoint> b = kept("B", two);
        // A hash holds all that went before, so that checkpoints agree up to one and never after.
        int low = 0;
        int high = Math.min(a.size(), b.size());
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (a.get(middle).agrees(b.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == a.size() && low == b.size()) {
            return Optional.empty();
        }
        Checkpoint agreed = low == 0 ? new Checkpoint(0, 0, 0) : a.get(low - 1);
        Checkpoint ofA = a.get(Math.min(low, a.size() - 1));
        Checkpoint ofB = b.get(Math.min(low, b.size() - 1));
        return Optional.of(new Divergence(one.seed(), agreed, ofA, ofB));
    }

    private static List<Checkpoint> kept(String side, Measurement measured) {
        if (measured.checkpoints().isEmpty()) {
            throw new ReportException(
                    side + " was written without checkpoints of its trace: run it again");
        }
        return measured.checkpoints();
    }

    /** Returns whether events that were made by another run lead to a side's checkpoint. */
    public boolean reached(Checkpoint side, List<TraceEvent> events) {
        if (side.events() < from()) {
            return events.isEmpty();
        }
        long place = side.events() - from();
        return place < events.size() && events.get((int) place).hash() == side.hash();
    }

    /**
     * Finds the first event that differs in what both lists cover.
     *
     * @throws ReportException when they cover nothing in common
     */
    public static Optional<Split> first(List<TraceEvent> a, List<TraceEvent> b) {
        long startA = a.isEmpty() ? start(b) : start(a);
        long startB = b.isEmpty() ? start(a) : start(b);
        long from = Math.max(startA, startB);
        if ((!a.isEmpty() && from - startA >= a.size())
                || (!b.isEmpty() && from - startB >= b.size())) {
            throw new ReportException("A and B hold no event of the same number");
        }
        int inA = (int) (from - startA);
        int inB = (int) (from - startB);
        for (int i = 0; inA + i < a.size() || inB + i < b.size(); i++) {
            Optional<TraceEvent> one = at(a, inA + i);
            Optional<TraceEvent> two = at(b, inB + i);
            if (!one.equals(two)) {
                return Optional.of(new Split(from + i, one, two));
            }
        }
        return Optional.empty();
    }

    private static long start(List<TraceEvent> events) {
        return events.isEmpty() ? 1 : events.get(0).number();
    }

    private static Optional<TraceEvent> at(List<TraceEvent> events, int place) {
        return place < events.size() ? Optional.of(events.get(place)) : Optional.empty();
    }

    /** Says where two scenarios differ first; seeds and their number do not count. */
    public static Optional<String> scenarios(Run a, Run b) {
        List<String> one = a.scenarioWithoutSeeds().lines().toList();
        List<String> two = b.scenarioWithoutSeeds().lines().toList();
        for (int i = 0; i < Math.max(one.size(), two.size()); i++) {
            String inA = i < one.size() ? one.get(i).strip() : "";
            String inB = i < two.size() ? two.get(i).strip() : "";
            if (!inA.equals(inB)) {
                return Optional.of("A says '" + inA + "', B says '" + inB + "'");
            }
        }
        return Optional.empty();
    }
}
