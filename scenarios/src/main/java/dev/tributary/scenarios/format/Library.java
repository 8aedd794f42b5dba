package dev.tributary.scenarios.format;

import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Place;
import dev.tributary.scenarios.source.Problem;
import dev.tributary.scenarios.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scenario files of a directory. */
public final class Library {
    private static final String ENDING = ".yaml";

    private Library() {}

    /**
     * One file.
     *
     * @param file where it is
     * @param scenario what it says, without its sweep
     */
    public record Item(Path file, Scenario scenario) {}

    /**
     * Returns the {@code .yaml} files directly in a directory, by name.
     *
     * @throws ScenarioException when the directory or a file in it cannot be read, with the
     *     problems of all files
     */
    public static List<Item> list(Path directory) throws ScenarioException {
        List<Item> items = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(directory)) {
            try {
                items.add(new Item(file, ScenarioReader.read(file, List.of())));
            } catch (ScenarioException broken) {
                problems.addAll(broken.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return items;
    }

    /**
     * Returns the names of the files, without reading them.
     *
     * @throws ScenarioException when the directory cannot be read
     */
    public static List<String> names(Path directory) throws ScenarioException {
        return files(directory).stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .toList();
    }

    private static List<Path> files(Path directory) throws ScenarioException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new ScenarioException(
                    new Place(directory.toString(), 0, 0)
                            .problem(
                                    "no directory that can be listed",
                                    "name the directory of the library, scenarios/library"));
        }
    }
}
