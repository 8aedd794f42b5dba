package dev.tributary.scenarios.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that may be anything at all. */
public final class SourceFile {
    public static final int BYTES_MAX = 1 << 20;

    private final Path file;
    private final Place named;
    private final Kind kind;

    private SourceFile(Path file, Place named, Kind kind) {
        this.file = file;
        this.named = named;
        this.kind = kind;
    }

    /**
     * What a file is to be.
     *
     * @param noun what it holds
     * @param missing what would be right when it is not there
     * @param other what would be right when it is a directory, a device, a pipe
     */
    private record Kind(String noun, String missing, String other) {
        private static final Kind SCENARIO =
                new Kind(
                        "scenario",
                        "check the path and its spelling",
                        "name one .yaml file, such as douyu-six.yaml");
        private static final Kind CURVE =
                new Kind(
                        "curve",
                        "write the name of a file that is beside the scenario's",
                        "name one .csv file, such as match.csv");
    }

    /** Returns the text of a UTF-8 file of at most {@link #BYTES_MAX} bytes, without its BOM. */
    public static String read(Path file) throws ScenarioException {
        return new SourceFile(file, new Place(file.toString(), 0, 0), Kind.SCENARIO).text();
    }

    /**
     * As {@link #read}, of a curve.
     *
     * @param named where a scenario names the file: what is wrong with it as a whole is wrong there
     */
    public static String readCurve(Path file, Place named) throws ScenarioException {
        return new SourceFile(file, named, Kind.CURVE).text();
    }

    private String text() throws ScenarioException {
        byte[] bytes = bytes();
        if (bytes.length > BYTES_MAX) {
            throw tooLong(bytes.length);
        }
        String text = decode(bytes, file);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private byte[] bytes() throws ScenarioException {
        try {
            if (!Files.exists(file)) {
                throw wrong("no such file", kind.missing());
            }
            // Before it is opened: a pipe that nobody writes to would be waited for.
            if (!Files.isRegularFile(file)) {
                String is = Files.isDirectory(file) ? "a directory" : "not a regular file";
                throw wrong(is, kind.other());
            }
            long length = Files.size(file);
            if (length > BYTES_MAX) {
                throw tooLong(length);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(BYTES_MAX + 1);
            }
        } catch (IOException | SecurityException failed) {
            String why = failed.getClass().getSimpleName();
            throw wrong("cannot be read (" + why + ")", "check its permissions");
        }
    }

    private ScenarioException tooLong(long bytes) {
        return wrong(
                "too long for a " + kind.noun() + ": " + bytes + " bytes",
                "a " + kind.noun() + " has at most " + BYTES_MAX + " bytes");
    }

    /** What is wrong with the file as a whole; the place of a scenario is its own name. */
    private ScenarioException wrong(String what, String remedy) {
        boolean own = kind.equals(Kind.SCENARIO);
        String name = own ? "" : Words.quote(file.getFileName().toString()) + ": ";
        return new ScenarioException(named.problem(name + what, remedy));
    }

    private static String decode(byte[] bytes, Path file) throws ScenarioException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
        } catch (CharacterCodingException broken) {
            String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            String last = before.substring(before.lastIndexOf('\n') + 1);
            int column = 1 + last.codePointCount(0, last.length());
            throw new ScenarioException(
                    new Place(file.toString(), line, column)
                            .problem("not UTF-8 text", "save the file as UTF-8"));
        }
    }
}
