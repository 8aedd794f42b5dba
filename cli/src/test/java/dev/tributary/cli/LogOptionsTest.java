package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.base.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process says of an upstream that is not there, in each form and level. */
@Tag("slow")
@Timeout(120)
final class LogOptionsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String UPSTREAM = "http://127.0.0.1:1";

    @TempDir private Path here;

    private CommandProcess edge(String... options) throws Exception {
        String line = "serve edge --listen 127.0.0.1:0 --stream " + KEY + "=" + UPSTREAM;
        return new CommandProcess(here, (line + " " + String.join(" ", options)).split(" ", -1));
    }

    @Test
    void textHasTimeLevelAndReason() throws Exception {
        try (CommandProcess edge = edge("--log-level", "warn")) {
            String said = edge.awaitErrors("cannot follow");
            assertThat(said.lines())
                    .singleElement()
                    .asString()
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN  Upstreams: .*")
                    .contains(KEY, UPSTREAM, "no connection");
        }
    }

    @Test
    void jsonIsOneObjectForEachLine() throws Exception {
        try (CommandProcess edge = edge("--log-format=json")) {
            for (String line : edge.awaitErrors("cannot follow").lines().toList()) {
                JsonNode event = new ObjectMapper().readTree(line);
                assertThat(Instant.parse(event.get("time").asText())).isBefore(Instant.now());
                assertThat(event.get("level").asText()).isEqualTo("WARN");
                assertThat(event.get("message").asText()).contains(KEY, UPSTREAM);
            }
        }
    }

    @Test
    void endIsSaid() throws Exception {
        try (CommandProcess stun =
                new CommandProcess(here, "serve", "stun", "--listen", "127.0.0.1:0")) {
            assertThat(stun.terminate()).isZero();
        }
        assertThat(Files.readAllLines(here.resolve("errors")))
                .hasSize(2)
                .first()
                .asString()
                .endsWith(
                        "Z INFO  Lifetime: stopping, as asked: nobody new is taken, what is under"
                                + " way is finished");
    }

    @Test
    void whatIsNoLevelIsRefused() {
        Shell.Result result = new Shell(here).run("serve", "stun", "--log-level", "loud");
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err()).contains("--log-level", "WARN");
    }
}
