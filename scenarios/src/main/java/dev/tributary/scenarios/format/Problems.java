package dev.tributary.scenarios.format;

import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What has been found wrong so far; at most {@link #MAX} are kept, one per place. */
final class Problems {
    static final int MAX = 50;

    private final Set<Place> places = new LinkedHashSet<>();
    private final List<Problem> list = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();

    /** Adds a problem, unless the same place has one already. */
    void add(Place place, String what, String remedy) {
        if (places.add(place)) {
            addAnyway(place, what, remedy);
        }
    }

    /** Adds a problem, once, whatever else is wrong at its place: that is another mistake. */
    void addAnyway(Place place, String what, String remedy) {
        places.add(place);
        Problem problem = place.problem(what, remedy);
        if (list.size() < MAX && !list.contains(problem)) {
            list.add(problem);
        }
    }

    /** Adds what is wrong elsewhere. */
    void add(Problem problem) {
        if (list.size() < MAX) {
            list.add(problem);
        }
    }

    /** Returns how much is wrong so far. */
    int count() {
        return list.size();
    }

    boolean any() {
        return !list.isEmpty();
    }

    boolean anyAt(Place place) {
        return places.contains(place);
    }

    /** Notes that the reader knows a dotted key. */
    void asked(String label) {
        asked.add(label);
    }

    /** Returns every dotted key that the reader has asked for. */
    Set<String> asked() {
        return asked;
    }

    /** Ends reading when anything is wrong. */
    void throwIfAny() throws ScenarioException {
        if (any()) {
            list.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new ScenarioException(list);
        }
    }
}
