package dev.tributary.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages that a rule speaks of, whatever classes it is given. One that a module must not know
 * need not be on its class path, so that sources are asked: those of the whole house.
 */
final class NamedPackages extends AbstractClassesTransformer<String> {
    private static final Pattern NAME =
            Pattern.compile("^(?:package|import(?: static)?) ([\\w.]+)", Pattern.MULTILINE);

    private final List<String> packages;

    NamedPackages(String... packages) {
        super("packages that are named");
        this.packages = List.of(packages);
    }

    @Override
    public Iterable<String> doTransform(JavaClasses classes) {
        return packages;
    }

    /** Holds for a package in which a source of the house stands, or from which one imports. */
    static ArchCondition<String> exist() {
        return new ArchCondition<>("exist") {
            @Override
            public void check(String name, ConditionEvents events) {
                String prefix = name.replaceAll("\\.\\.$", "") + ".";
                boolean found = House.NAMES.stream().anyMatch(used -> used.startsWith(prefix));
                events.add(
                        new SimpleConditionEvent(
                                name, found, "no source stands in " + name + " or imports it"));
            }
        };
    }

    /** Read once, by the first rule that asks. */
    private static final class House {
        static final Set<String> NAMES = names();

        private static Set<String> names() {
            Set<String> names = new TreeSet<>();
            for (Path source : sources()) {
                Matcher matcher = NAME.matcher(text(source));
                while (matcher.find()) {
                    names.add(matcher.group(1) + ".");
                }
            }
            return names;
        }

        private static List<Path> sources() {
            List<Path> found = new ArrayList<>();
            for (Path folder : sourceFolders()) {
                try (Stream<Path> below = Files.walk(folder)) {
                    below.filter(path -> path.toString().endsWith(".java")).forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return found;
        }

        /** The {@code src} of modules, which are one or two folders below the root. */
        private static List<Path> sourceFolders() {
            try (Stream<Path> below = Files.find(root(), 3, (path, is) -> path.endsWith("src"))) {
                return below.toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Tests run in the folder of their module. */
        private static Path root() {
            Path folder = Path.of("").toAbsolutePath();
            while (!Files.exists(folder.resolve("mvnw"))) {
                folder = folder.getParent();
            }
            return folder;
        }

        private static String text(Path source) {
            try {
                return Files.readString(source);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
