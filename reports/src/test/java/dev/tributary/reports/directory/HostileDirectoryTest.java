package dev.tributary.reports.directory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.reports.Rooms;
import dev.tributary.reports.run.ReportException;
import dev.tributary.reports.stat.Summary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a directory holds, reading ends with a run or with a sentence for the user. */
final class HostileDirectoryTest {
    @TempDir Path temp;
    private Path directory;

    @BeforeEach
    void write() {
        directory = temp.resolve("run");
        RunDirectory.write(directory, Rooms.run(List.of(Rooms.tiny(1, 800))));
    }

    @Test
    void missing() throws IOException {
        complains("there is no directory", temp.resolve("nothing"));
        Files.delete(directory.resolve("series.csv"));
        complains("there is no file", directory);
    }

    @Test
    void truncated() throws IOException {
        edit("manifest.json", text -> text.substring(0, text.length() / 2));
        complains(":25:67: not JSON: it ends too early; put back the file", directory);
    }

    @Test
    void tableCutAtALine() throws IOException {
        edit("viewers.csv", text -> text.substring(0, text.lastIndexOf("\n", text.length() - 2)));
        complains(directory + "/viewers.csv is not what manifest.json says", directory);
    }

    /** Whoever compares two runs must hear which one is wrong. */
    @Test
    void everyComplaintNamesTheFileWithItsDirectory() throws IOException {
        edit("manifest.json", text -> text.replace("\"costs\": [", "\"costs\": [7, "));
        complains(directory + "/manifest.json: seeds, costs and replications must be", directory);
        edit("manifest.json", text -> text.replace("\"costs\": [7, ", "\"costs\": [ "));
        forge("replications.json", text -> text.replaceFirst("\"width\": \\d+", "\"width\": 0"));
        complains(directory + "/replications.json: replications[0].latencyMillis", directory);
        forge("viewers.csv", text -> "a,b\n");
        complains(directory + "/viewers.csv:1: the header must be", directory);
        Files.write(directory.resolve("manifest.json"), new byte[] {'{', '"', (byte) 0xff});
        complains(directory + "/manifest.json is not UTF-8 text", directory);
    }

    @Test
    void resultsOfAnotherScenario() throws IOException {
        edit("manifest.json", text -> text.replace("name: tiny", "name: vast"));
        complains("/manifest.json: scenario.text is not what scenario.sha256 says", directory);
        write();
        edit("scenario.yaml", text -> text.replace("name: tiny", "name: vast"));
        complains("/scenario.yaml is not what manifest.json says", directory);
    }

    @Test
    void traceHashOfOtherResults() throws IOException {
        String right = Summary.of(RunDirectory.read(directory)).traceHash();
        edit("manifest.json", text -> text.replace(right, "0".repeat(16)));
        String says = "/manifest.json: traceHash must be " + right + ", as replications.json says";
        complains(says, directory);
    }

    @Test
    void wrongTypes() throws IOException {
        edit("manifest.json", text -> text.replace("\"started\": \"", "\"started\": \"x"));
        complains("manifest.json: clock.started must be a time", directory);
        edit("manifest.json", text -> text.replace("\"started\": \"x", "\"started\": \""));
        edit("manifest.json", text -> text.replace("\"size\": \"slice\"", "\"size\": 7"));
        complains("manifest.json: scenario.messages.size must be text", directory);
        edit("manifest.json", text -> text.replace("\"size\": 7", "\"size\": \"slice\""));
        edit("manifest.json", text -> text.replaceAll("\"costs\": \\[[^]]*]", "\"costs\": 7"));
        complains("manifest.json: clock.costs must be a list", directory);
        edit("manifest.json", text -> "[]");
        complains("manifest.json: must be an object", directory);
        edit("manifest.json", text -> "");
        complains("manifest.json: must be an object", directory);
    }

    /** In our words: the parser's name its classes and its settings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"format\":1,\"format\":2}|:1:21: not JSON: a name is given twice",
                "{\"format\": NaN}|:1:15: not JSON: something that cannot stand here or just before",
                "{~  \"format\": 'x'}|:2:13: not JSON: something that cannot stand here or just before",
                "{~  \"format\": 1}~{}|:3:2: not JSON: something follows its end",
                "{} x|:1:4: not JSON: something that cannot stand here or just before",
            })
    void brokenJson(String text, String message) throws IOException {
        edit("manifest.json", before -> text.replace('~', '\n'));
        complains("manifest.json" + message, directory);
    }

    @Test
    void absurdJson() throws IOException {
        edit("manifest.json", text -> "[".repeat(100_000));
        complains(": not JSON: nested too deeply, or a number or text", directory);
        edit("manifest.json", text -> "{\"format\": " + "9".repeat(2_000) + "}");
        complains(": not JSON: nested too deeply, or a number or text", directory);
    }

    @Test
    void huge() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("manifest.json").toFile(), "rw")) {
            file.setLength(1L << 32);
        }
        complains("at most 67108864 are read", directory);
    }

    @Test
    void badCellsWithRightHash() throws IOException {
        forge("viewers.csv", text -> text.replace("FULL_CONE", "FULL_CONES"));
        complains("viewers.csv:2: cell 4 must be one of", directory);
        forge(
                "viewers.csv",
                text -> text.replace("FULL_CONES", "FULL_CONE").replace("0,1,1,", "0,2,1,"));
        complains("viewers.csv:2: the manifest has no replication 0 of seed 2", directory);
        forge("viewers.csv", text -> "x".repeat(1 << 20));
        complains("viewers.csv:1: a line of more than", directory);
        forge("viewers.csv", text -> "a,b\n");
        complains("viewers.csv:1: the header must be", directory);
    }

    @Test
    void badCheckpointsWithRightHash() throws IOException {
        forge("checkpoints.csv", text -> text.replace("0,1,65536,", "0,1,65535,"));
        complains("checkpoints.csv:3: checkpoints must be 65536 events apart", directory);
        forge("checkpoints.csv", text -> text.replace("0,1,65535,", "0,1,65536,9"));
        complains("checkpoints.csv:3: time must not run backwards", directory);
        forge("checkpoints.csv", text -> text.replace("0,1,65536,9", "0,1,65536,"));
        forge("checkpoints.csv", text -> text.replace("0000000011\n", "000000001x\n"));
        complains("checkpoints.csv:3: cell 5 must be 16 hexadecimal digits", directory);
        forge("checkpoints.csv", text -> text.replace("000000001x\n", "0000000012\n"));
        complains("traceHash must be the hash of the last checkpoint", directory);
        Files.delete(directory.resolve("checkpoints.csv"));
        complains("there is no file", directory);
    }

    @Test
    void badHistogramWithRightHash() throws IOException {
        forge("replications.json", text -> text.replaceFirst("\"max\": \\d+", "\"max\": 9"));
        complains("max lies in the last bucket", directory);
        forge("replications.json", text -> text.replaceFirst("\"width\": \\d+", "\"width\": 0"));
        complains("latencyMillis.width must be in 1..", directory);
    }

    private void edit(String name, UnaryOperator<String> change) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    /** Changes a file and makes the manifest agree. */
    private void forge(String name, UnaryOperator<String> change) throws IOException {
        String before = Manifest.sha256().text(Files.readString(directory.resolve(name)));
        edit(name, change);
        String after = Manifest.sha256().text(Files.readString(directory.resolve(name)));
        edit("manifest.json", text -> text.replace(before, after));
    }

    private static void complains(String what, Path directory) {
        assertThatThrownBy(() -> RunDirectory.read(directory))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(what)
                .message()
                .doesNotContain("enable", "Stream", "Feature");
    }
}
