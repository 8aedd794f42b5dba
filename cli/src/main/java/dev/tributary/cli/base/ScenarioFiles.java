package dev.tributary.cli.base;

import dev.tributary.scenarios.format.Library;
import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
import dev.tributary.scenarios.source.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds and reads scenarios: a file, or the bare name of one in the library. */
public record ScenarioFiles(Environment environment) {
    /** Returns the file that a user means; one that is nowhere is left to the reader to refuse. */
    public Path file(String argument) {
        Path asked = environment.here().resolve(argument);
        Path known = environment.library().resolve(argument + ".yaml");
        return bare(argument) && !Files.exists(asked) && Files.isRegularFile(known) ? known : asked;
    }

    /**
     * Reads every point of a scenario.
     *
     * @throws WrongInputException with everything that is wrong
     */
    public List<SweepPoint> points(String argument, List<String> overrides) {
        Path file = file(argument);
        if (!argument.contains("/") && !Files.exists(file)) {
            throw new WrongInputException(List.of(unknown(argument)));
        }
        try {
            return ScenarioReader.sweep(file, overrides);
        } catch (ScenarioException e) {
            throw new WrongInputException(e.problems());
        }
    }

    private Problem unknown(String argument) {
        String near = Words.nearest(argument.replaceFirst("\\.yaml$", ""), names());
        return new Problem(
                argument,
                0,
                0,
                "no such file, and no scenario of the library has this name",
                near.isEmpty() ? "see 'tributary list'" : "did you mean '" + near + "'?");
    }

    /** Returns the names of the library; none of one that is not there, which nobody asked for. */
    private List<String> names() {
        try {
            return Library.names(environment.library());
        } catch (ScenarioException unreadable) {
            return List.of();
        }
    }

    private static boolean bare(String argument) {
        return argument.matches("[a-z0-9][a-z0-9-]*");
    }
}
