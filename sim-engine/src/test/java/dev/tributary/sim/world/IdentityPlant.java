package dev.tributary.sim.world;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A copy of {@code Network} that goes through all connections in the order of another collection.
 */
final class IdentityPlant {
    private static final Path SOURCE =
            Path.of("src", "main", "java", "dev", "tributary", "sim", "world", "Network.java");

    /** Where the copy is changed; moves with the code. */
    private static final String PLACE = "all.sort(Comparator.comparingInt(Connection::number));";

    private IdentityPlant() {}

    /**
     * Compiles the copy.
     *
     * @param collection class that gathers the connections first, such as {@code HashSet}
     * @param directory for its source and its class files
     * @return where the class files are
     */
    static Path compile(String collection, Path directory) throws IOException {
        String source = Files.readString(SOURCE);
        if (!source.contains(PLACE)) {
            throw new IllegalStateException(
                    SOURCE + " has no " + PLACE + " any more: plant the iteration elsewhere");
        }
        String gathered =
                " List<Connection> gathered = new ArrayList<>(new java.util."
                        + collection
                        + "<>(all)); all.clear(); all.addAll(gathered);";
        Path file = directory.resolve("Network.java");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Files.writeString(file, source.replace(PLACE, PLACE + gathered));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of(
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString());
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new IllegalStateException(complaints.toString());
            }
        }
        return classes;
    }
}
