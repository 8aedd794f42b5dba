package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.core.nat.NatType;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.journal.Nowhere;
import dev.tributary.transport.journal.PeerJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayCommandTest {
    @TempDir private Path here;
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(here);
    }

    /** Journals a viewer whose scheduler never answers: it asks again and again. */
    private void record(String name, boolean decisions) throws IOException {
        JournalWriter.Origin origin = new JournalWriter.Origin("abcdef", 1_000, decisions);
        JournalWriter writer = JournalWriter.create(here.resolve(name), origin, 1 << 20);
        Capabilities can =
                new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, 8_000, 1, 1);
        Payload fingerprint = Payload.ofLength(GetLink.FINGERPRINT_BYTES);
        PeerConfig config =
                new PeerConfig(new StreamKey(1, 2), new PeerId(3, 4), can, fingerprint, 5);
        try (PeerJournal peer =
                new PeerJournal(config, Nowhere.INSTANCE, PeerObserver.NONE, writer)) {
            peer.input(0, PeerInput.PLAY);
            for (int failures = 0; failures < 5; failures++) {
                peer.input(failures * 20_000_000_000L, PeerInput.SERVER_FAILED);
                peer.input(peer.nextDeadlineNanos(), PeerInput.TIMER);
            }
            // Pauses are random; the journal ends at a time that is not.
            peer.input(100_000_000_000L, PeerInput.TIMER);
        }
    }

    /** Changes the words of the first decision, as if another build had decided. */
    private void change(String name) throws IOException {
        byte[] journal = Files.readAllBytes(here.resolve(name));
        String text = new String(journal, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("ask_scheduler");
        int length = ByteBuffer.wrap(journal).getInt(at - 18);
        System.arraycopy(
                "ask_mum\u001b[2J".getBytes(StandardCharsets.US_ASCII), 0, journal, at, 11);
        CRC32C crc = new CRC32C();
        crc.update(journal, at - 18, 18 + length);
        ByteBuffer.wrap(journal).putInt(at + length, (int) crc.getValue());
        Files.write(here.resolve(name), journal);
    }

    private void cut(String name, int bytes) throws IOException {
        byte[] journal = Files.readAllBytes(here.resolve(name));
        Files.write(here.resolve(name), Arrays.copyOf(journal, journal.length - bytes));
    }

    @Test
    void whatThisBuildDoesAgainIsIdentical() throws IOException {
        record("a.journal", true);
        Shell.Result result = shell.run("replay", "a.journal");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .matches(
                        "a\\.journal: viewer of build abcdef, 100\\.000 s, \\d+ records,"
                                + " identical; \\d+ times real time\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void firstChangedDecisionIsPrintedWithoutItsControlCharacters() throws IOException {
        record("a.journal", true);
        change("a.journal");
        Shell.Result result = shell.run("replay", "a.journal");
        assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(result.out())
                .contains(
                        "differs at 0.000 s upon 'play': was 'ask_mum?[2J",
                        "', is 'ask_scheduler 0 GetLink[");
        JsonNode json = shell.run("replay", "a.journal", "--json").json();
        assertThat(json.at("/0/identical").asBoolean(true)).isFalse();
        assertThat(json.at("/0/difference/now").asText()).startsWith("ask_scheduler");
    }

    @Test
    void directoryIsReplayedInOrderWhateverIsInIt() throws IOException {
        Files.createDirectory(here.resolve("d"));
        record("d/b.journal", false);
        record("d/a.journal", true);
        Files.writeString(here.resolve("d/c.journal"), "x");
        Files.writeString(here.resolve("d/thesis.tex"), "x");
        cut("d/a.journal", 7);
        Shell.Result result = shell.run("replay", "d");
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.out().lines()).hasSize(2);
        assertThat(result.out())
                .startsWith("d/a.journal: ")
                .contains("identical up to where it is cut off; ")
                .contains("\nd/b.journal: ");
        assertThat(result.err()).isEqualTo("tributary: d/c.journal: no journal\n");
        JsonNode json = shell.run("replay", "d", "--json").json();
        assertThat(json).hasSize(3);
        assertThat(json.at("/0/end").asText()).isEqualTo("CUT");
        assertThat(json.at("/1/end").asText()).isEqualTo("CLOSED");
        assertThat(json.at("/1/nanos").asLong()).isEqualTo(100_000_000_000L);
        assertThat(json.at("/2/problem").asText()).isEqualTo("no journal");
    }

    @Test
    void differenceOutweighsWhatCannotBeRead() throws IOException {
        record("a.journal", true);
        change("a.journal");
        assertThat(shell.run("replay", "nowhere", "a.journal").exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void damageIsSaidAndFailsTheCommand() throws IOException {
        record("a.journal", true);
        byte[] journal = Files.readAllBytes(here.resolve("a.journal"));
        journal[journal.length - 5] ^= 1;
        Files.write(here.resolve("a.journal"), journal);
        Shell.Result result = shell.run("replay", "a.journal");
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.out()).contains("damaged from here on, identical before");
    }

    @Test
    void whatFollowsTheLastRecordIsNotPassedOver() throws IOException {
        record("a.journal", true);
        byte[] journal = Files.readAllBytes(here.resolve("a.journal"));
        Files.write(here.resolve("a.journal"), Arrays.copyOf(journal, journal.length + 1));
        Shell.Result result = shell.run("replay", "a.journal");
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.out()).contains("identical, but more follows its last record");
    }

    @Test
    void whatIsNoJournalIsRefusedInOneLine() throws IOException {
        Files.createDirectory(here.resolve("empty"));
        refused("nowhere: no such file", "nowhere");
        refused("no files *.journal in empty", "empty");
        refused("Missing required parameter", new String[0]);
    }

    private void refused(String why, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "replay";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        Shell.Result result = shell.run(line);
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err()).contains(why);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
    }
}
