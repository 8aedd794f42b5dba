package dev.tributary.cli;

import dev.tributary.scenarios.source.Problem;
import java.util.List;

/** Input that cannot be used; holds everything that is wrong with it. */
final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    WrongInputException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
