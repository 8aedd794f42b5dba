package dev.tributary.scenarios.source;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario that cannot be used; says everything that is wrong with it. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public ScenarioException(Problem problem) {
        this(List.of(problem));
    }

    /** Returns what is wrong, at least one problem, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
