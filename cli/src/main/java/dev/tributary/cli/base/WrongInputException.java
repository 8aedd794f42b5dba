package dev.tributary.cli.base;

import dev.tributary.scenarios.source.Problem;
import java.util.List;

/** Input that cannot be used; holds everything that is wrong with it. */
public final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates it with at least one problem. */
    public WrongInputException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    /** Returns all that is wrong. */
    public List<Problem> problems() {
        return problems;
    }
}
