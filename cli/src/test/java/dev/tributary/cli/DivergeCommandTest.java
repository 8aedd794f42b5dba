package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.measure.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class DivergeCommandTest {
    /** Large enough for two checkpoints before the end. */
    private static final String[] ROOM = {
        "douyu-six",
        "--replications=1",
        "--set=audience.viewers=350",
        "--set=audience.ramp=10 s",
        "--set=run.warmUp=20 s",
        "--set=run.duration=70 s"
    };

    @TempDir private Path here;
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(here);
    }

    private void run(String out, String... more) {
        String[] line = new String[ROOM.length + 2 + more.length];
        line[0] = "run";
        System.arraycopy(ROOM, 0, line, 1, ROOM.length);
        line[ROOM.length + 1] = "--out=" + out;
        System.arraycopy(more, 0, line, ROOM.length + 2, more.length);
        assertThat(shell.run(line).err()).doesNotContain("internal");
        assertThat(here.resolve(out).resolve("checkpoints.csv")).exists();
    }

    /** Makes a run directory look as if another build had made it of the given scenario. */
    private void forge(String directory, String before, String after) throws IOException {
        Path scenario = here.resolve(directory).resolve("scenario.yaml");
        Path manifest = here.resolve(directory).resolve("manifest.json");
        String old = Files.readString(scenario);
        assertThat(old).contains(before);
        String made = old.replace(before, after);
        Files.writeString(scenario, made);
        String said = Files.readString(manifest).replace(sha256(old), sha256(made));
        String inJson = before.replace("\n", "\\n");
        assertThat(said).contains(inJson);
        Files.writeString(manifest, said.replace(inJson, after.replace("\n", "\\n")));
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneLateEventIsFoundInBothRuns() {
        run("a");
        run("b", "--set=events=[{at: 81 s, do: cut-p2p}]");
        Shell.Result result = shell.run("diverge", "a", "b", "--different-scenarios");
        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(4);
        assertThat(result.out())
                .startsWith("seed 1: equal up to event " + 2 * Checkpoint.EVERY + " (")
                .contains("\nfirst difference: event ")
                .containsPattern("\n  A  at 81\\d{9} ns, \\S+, [A-Z_]+, content ")
                .contains("\n  B  at 81000000000 ns, agenda, CUT_P2P, content 0000000000000000");
        JsonNode json = shell.run("diverge", "a", "b", "--different-scenarios", "--json").json();
        assertThat(json.at("/equal").asBoolean(true)).isFalse();
        assertThat(json.at("/from").asLong()).isEqualTo(2 * Checkpoint.EVERY + 1);
        assertThat(json.at("/event").asLong())
                .isBetween(json.at("/from").asLong(), json.at("/to").asLong());
        assertThat(json.at("/b/kind").asText()).isEqualTo("CUT_P2P");
        assertThat(json.at("/a/hash").asText()).isNotEqualTo(json.at("/b/hash").asText());
    }

    @Test
    void anEqualRunIsSaidToBeEqual() {
        shell.tiny("run", "douyu-six", "--replications=2", "--seed=3", "--out=a");
        shell.tiny("run", "douyu-six", "--replications=1", "--seed=4", "--out=b");
        Shell.Result again = shell.run("diverge", "a");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo("equal: every event of seeds [3, 4]\n");
        assertThat(shell.run("diverge", "a", "b").out())
                .isEqualTo("equal: every event of seeds [4]\n");
        assertThat(shell.run("diverge", "a", "--json").json().at("/equal").asBoolean()).isTrue();
    }

    /** What another build made cannot be made here; the two windows are carried together. */
    @Test
    void aRunOfAnotherBuildIsComparedByDumps() throws IOException {
        run("there", "--set=events=[{at: 81 s, do: cut-p2p}]");
        run("here");
        String window = window(shell.run("diverge", "there", "here", "--different-scenarios"));
        dump("there", window);
        String late = "events:\n  - at: 81 s\n    do: cut-p2p\n";
        forge("there", late, "");
        Shell.Result result = shell.run("diverge", "there");
        assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(result.out())
                .contains("A is not what this build makes of the scenario")
                .contains("diverge RUN_DIR --seed 1 --window " + window + " --dump FILE");
        assertThat(shell.run("diverge", "there", "here").out()).isEqualTo(result.out());
        dump("here", window);
        Shell.Result dumps = shell.run("diverge", "there.csv", "here.csv", "--different-scenarios");
        assertThat(dumps.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(dumps.out())
                .startsWith("seed 1, first difference: event ")
                .contains("\n  A  at 81000000000 ns, agenda, CUT_P2P, ");
        assertThat(shell.run("diverge", "here.csv", "here.csv").exit()).isZero();
        Shell.Result refused = shell.run("diverge", "there.csv", "here.csv");
        assertThat(refused.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(refused.err()).contains("the scenarios differ (--different-scenarios ");
    }

    private static String window(Shell.Result result) {
        String line = result.out().lines().findFirst().orElseThrow();
        long from = Long.parseLong(line.replaceAll(".*up to event (\\d+).*", "$1")) + 1;
        return from + ".." + line.replaceAll(".*different by event (\\d+).*", "$1");
    }

    private void dump(String directory, String window) {
        Shell.Result result =
                shell.run("diverge", directory, "--window", window, "--dump", directory + ".csv");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains(" events: ");
    }

    @Test
    void whatCannotBeComparedIsRefusedInOneLine() throws IOException {
        shell.tiny("run", "douyu-six", "--replications=1", "--out=a");
        shell.tiny("run", "douyu-six", "--replications=1", "--seed=7", "--out=seven");
        shell.tiny("run", "douyu-six", "--replications=1", "--out=b", "--set=run.step=3 s");
        shell.run("diverge", "a", "--window", "5..9", "--dump", "a.csv");
        Files.createDirectory(here.resolve("foreign"));
        Files.writeString(here.resolve("thesis.tex"), "x");
        refused("there is no directory", "nowhere");
        refused("there is no file", "foreign");
        refused("there is no file", "a.csv", "nowhere.csv");
        refused("no seed in common: A has [1], B has [7]", "a", "seven");
        refused("the scenarios differ, A says 'step: 5 s', B says 'step: 3 s'", "a", "b");
        refused("a run directory cannot be compared with a dump", "a", "a.csv");
        refused("thesis.tex:1: the header must be", "a.csv", "thesis.tex");
        refused("belong together", "a", "--window", "1..2");
        refused("belong together", "a", "--dump", "new.csv");
        refused("belong together", "a", "b", "--dump", "new.csv", "--window", "1..2");
        refused("is not a window of 1 to 1048576 events", "a", "--window", "0..2");
        refused("is not a window of 1 to 1048576 events", "a", "--window", "1..1048577");
        refused("is not a window such as", "a", "--window", "7");
        refused("the seeds [1], not 2", "a", "--seed=2", "--window", "1..2", "--dump", "n.csv");
        refused("ends before event 99999999", "a", "--window=99999999..99999999", "--dump=n.csv");
        refused("is there and no dump", "a", "--window", "1..2", "--dump", "thesis.tex");
        Path checkpoints = here.resolve("a/checkpoints.csv");
        String text = Files.readString(checkpoints);
        Files.writeString(checkpoints, text.substring(0, text.length() - 9));
        refused("checkpoints.csv is not what manifest.json says", "a");
        Path manifest = here.resolve("seven/manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceFirst("(traceHash\": \")\\w+", "$1" + "0".repeat(16)));
        refused("seven/manifest.json: traceHash must be ", "b", "seven");
        assertThat(here.resolve("thesis.tex")).hasContent("x");
        assertThat(here.resolve("n.csv")).doesNotExist();
    }

    private void refused(String why, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "diverge";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        Shell.Result result = shell.run(line);
        assertThat(result.err()).contains(why);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.out()).isEmpty();
    }
}
