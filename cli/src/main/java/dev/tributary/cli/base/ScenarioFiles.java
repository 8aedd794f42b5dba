package dev.tributary.cli.base;

import dev.tributary.scenarios.format.ScenarioReader;
import dev.tributary.scenarios.format.SweepPoint;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
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
        if (bare(argument) && !Files.exists(file)) {
            String what = "no such file, and no scenario of the library has this name";
            throw new WrongInputException(
                    List.of(new Problem(argument, 0, 0, what, "see 'tributary list'")));
        }
        try {
            return ScenarioReader.sweep(file, overrides);
        } catch (ScenarioException e) {
            throw new WrongInputException(e.problems());
        }
    }

    private static boolean bare(String argument) {
        return argument.matches("[a-z0-9][a-z0-9-]*");
    }
}
