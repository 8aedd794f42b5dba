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

    private SourceFile() {}

    /** Returns the text of a UTF-8 file of at most {@link #BYTES_MAX} bytes, without its BOM. */
    public static String read(Path file) throws ScenarioException {
        Place whole = new Place(file.toString(), 0, 0);
        byte[] bytes = bytes(file, whole);
        if (bytes.length > BYTES_MAX) {
            throw new ScenarioException(tooLong(whole, bytes.length));
        }
        String text = decode(bytes, file);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static byte[] bytes(Path file, Place whole) throws ScenarioException {
        try {
            if (!Files.exists(file)) {
                throw new ScenarioException(
                        whole.problem("no such file", "check the path and its spelling"));
            }
            if (!Files.isRegularFile(file)) {
                String kind = Files.isDirectory(file) ? "a directory" : "not a regular file";
                throw new ScenarioException(
                        whole.problem(kind, "name one .yaml file, such as douyu-six.yaml"));
            }
            long length = Files.size(file);
            if (length > BYTES_MAX) {
                throw new ScenarioException(tooLong(whole, length));
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(BYTES_MAX + 1);
            }
        } catch (IOException | SecurityException failed) {
            throw new ScenarioException(
                    whole.problem(
                            "cannot be read (" + failed.getClass().getSimpleName() + ")",
                            "check its permissions"));
        }
    }

    private static Problem tooLong(Place whole, long bytes) {
        return whole.problem(
                "too long for a scenario: " + bytes + " bytes",
                "a scenario has at most " + BYTES_MAX + " bytes");
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
