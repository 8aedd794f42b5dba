package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.base.ExitCode;
import dev.tributary.transport.player.Screen;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new key for an origin, by the command line. */
@Timeout(120)
@Tag("slow")
final class RotateKeysTest {
    /** Of the fixture: more than the twelve seconds that are there before the key changes. */
    private static final int BYTES = 900_000;

    @TempDir private Path here;

    private Shell.Result rotate() {
        return new Shell(here).run("serve", "keys", "rotate", "keys");
    }

    private String open() throws IOException {
        return Files.readString(here.resolve("keys/origin.pub")).strip();
    }

    private List<PublicKey> keys() throws IOException {
        return OriginKeys.load(here.resolve("keys/origin.keys")).publicKeys();
    }

    private static String hex(PublicKey key) {
        return HexFormat.of().formatHex(Ed25519.raw(key));
    }

    private void make() {
        assertThat(new Shell(here).run("serve", "keys", "keys").exit()).isZero();
    }

    @Test
    void newKeySignsAndTheOneBeforeStays() throws Exception {
        make();
        String before = open();
        Shell.Result result = rotate();
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("keys/origin.keys: signs with a new key", open(), "need no restart")
                .contains("Copy keys/origin.pub to the schedulers of other machines now");

        assertThat(open()).isNotEqualTo(before).isEqualTo(hex(keys().get(0)));
        assertThat(hex(keys().get(1))).isEqualTo(before);
        Path file = here.resolve("keys/origin.keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(here.resolve("keys")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void rotationThatWasBrokenOffIsFinished() throws Exception {
        make();
        String before = open();
        assertThat(rotate().exit()).isZero();
        String key = open();
        Files.writeString(here.resolve("keys/origin.pub"), before + "\n");
        assertThat(rotate().out()).contains("no further key was made");

        assertThat(open()).isEqualTo(key).isEqualTo(hex(keys().get(0)));
    }

    @Test
    void whereThereAreNoKeysNoneAreMade() {
        Shell.Result result = rotate();
        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err()).contains("origin.keys: no such file");
        assertThat(here.resolve("keys")).doesNotExist();
        assertThat(new Shell(here).run("serve", "keys").err()).contains("'DIR'");
    }

    @Test
    void viewersWatchOnWhileTheKeyChanges() throws Exception {
        try (OneMachine machine = new OneMachine(here);
                OneMachine.Source source = machine.source()) {
            String room = "douyu-three";
            Served tracker = machine.tracker(room);
            String watch = machine.watch(source.port(), tracker.port(), room);
            Served one = machine.start(watch);
            Served two = machine.start(watch);
            try (Screen first = new Screen(one.port());
                    Screen second = new Screen(two.port())) {
                first.read(1_000);
                second.read(1_000);
                assertThat(rotate().exit()).isZero();
                first.read(BYTES);
                second.read(BYTES);
            }
            for (Served viewer : List.of(one, two)) {
                assertThat(metrics(viewer)).contains("tributary_viewer_stalls_total 0.0");
            }
            try (Screen late = new Screen(machine.start(watch).port())) {
                late.read(100_000);
            }
            assertThat(here.resolve("keys/slices-" + OneMachine.KEY + ".next"))
                    .content()
                    .matches("tributary-next-slice 1\n[0-9]{9,10}\n");
        }
    }

    private static String metrics(Served viewer) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + viewer.adminPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
