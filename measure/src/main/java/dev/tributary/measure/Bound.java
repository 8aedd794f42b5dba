package dev.tributary.measure;

import java.util.List;

/**
 * The largest sharing ratio that the measured room, its settings and its paths allow.
 *
 * @param sharingRatioMax upper bound, 0..1
 * @param limitedBy what sets most of it, in the words of docs/models.md
 * @param notCounted what else holds this run back and the bound does not know, in words
 */
public record Bound(double sharingRatioMax, String limitedBy, List<String> notCounted) {
    /** Copies the list. */
    public Bound {
        notCounted = List.copyOf(notCounted);
    }

    /** A bound of a run that nothing else holds back. */
    public Bound(double sharingRatioMax, String limitedBy) {
        this(sharingRatioMax, limitedBy, List.of());
    }

    /** Returns the same beside what it does not count. */
    public Bound besides(List<String> others) {
        return new Bound(sharingRatioMax, limitedBy, others);
    }
}
