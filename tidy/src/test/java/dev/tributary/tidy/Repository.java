package dev.tributary.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The text files of a working tree by their path from its root, without what git ignores. */
final class Repository {
    private static final int BYTES_MAX = 2 << 20;
    private static Repository own;

    private final Path root;
    private final Map<String, String> texts = new TreeMap<>();

    Repository(Path root) {
        this.root = root;
        try {
            Files.walkFileTree(root, new Reader(ignored()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the repository that this test is a part of; read once. */
    static synchronized Repository own() {
        if (own == null) {
            Path folder = Path.of("").toAbsolutePath();
            while (!Files.exists(folder.resolve("mvnw"))) {
                folder = folder.getParent();
            }
            own = new Repository(folder);
        }
        return own;
    }

    Path root() {
        return root;
    }

    /** Returns the texts by path, in the order of the paths. */
    Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    String text(String path) {
        String text = texts.get(path);
        if (text == null) {
            throw new IllegalArgumentException("no such file: " + path);
        }
        return text;
    }

    /** Returns the names of folders that .gitignore names, and git's own. */
    private Set<String> ignored() throws IOException {
        Set<String> names = new HashSet<>(Set.of(".git", "node_modules"));
        Path file = root.resolve(".gitignore");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (line.endsWith("/")) {
                    names.add(line.replace("/", ""));
                }
            }
        }
        return names;
    }

    private final class Reader extends SimpleFileVisitor<Path> {
        private final Set<String> ignored;

        private Reader(Set<String> ignored) {
            this.ignored = ignored;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(root) && ignored.contains(name(folder));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (!ignored.contains(name(file)) && attributes.size() <= BYTES_MAX) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                if (text.indexOf('\0') < 0) {
                    texts.put(root.relativize(file).toString().replace('\\', '/'), text);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        private static String name(Path path) {
            return String.valueOf(path.getFileName());
        }
    }
}
