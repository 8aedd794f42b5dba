package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.base.ExitCode;
import dev.tributary.cli.base.WatchedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that go to a full disk, or to a reader that has seen enough. */
final class ResultsOutputTest {
    @TempDir private Path here;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Writes a few bytes, then fails. */
    private static OutputStream failing(String why) {
        return new OutputStream() {
            private int left = 100;

            @Override
            public void write(int some) throws IOException {
                if (--left < 0) {
                    throw new IOException(why);
                }
            }
        };
    }

    private int list(OutputStream to) {
        WatchedOutput out = new WatchedOutput(to);
        return Main.execute(out, Shell.environment(out, err, here), "list");
    }

    private String complaints() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFullDiskIsToldOf() {
        assertThat(list(failing("No space left on device"))).isEqualTo(ExitCode.UNWRITTEN);
        assertThat(complaints())
                .isEqualToIgnoringNewLines(
                        "tributary: cannot write results: No space left on device");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        assertThat(list(failing("Broken pipe"))).isEqualTo(ExitCode.FINE);
        assertThat(complaints()).isEmpty();
    }

    @Test
    void whatIsWrittenIsNothingToTell() {
        assertThat(list(new ByteArrayOutputStream())).isEqualTo(ExitCode.FINE);
        assertThat(complaints()).isEmpty();
    }
}
