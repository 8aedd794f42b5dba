package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.origin.Push;
import dev.tributary.transport.player.Broadcast;
import dev.tributary.transport.player.Screen;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The servers and two viewers, as a user starts them. */
@Timeout(120)
final class SystemTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final int HEAD_START_MILLIS = 12_000;
    private static final int BYTES = 250_000;

    /** Long enough to be at one place of the stream only. */
    private static final int PROBE = 2_000;

    @TempDir private Path here;
    private final Deque<Served> running = new ArrayDeque<>();

    private Served start(String line) throws InterruptedException {
        Served served = new Served(here, line.split(" ", -1));
        running.push(served);
        return served;
    }

    @AfterEach
    void stop() {
        for (Served served : running) {
            assertThat(served.stop()).as(served.errors()).isZero();
        }
    }

    @Test
    void whatIsPushedIsWhatTwoViewersPlay() throws Exception {
        assertThat(new Shell(here).run("serve", "keys", "keys").exit()).isZero();
        int stun = start("serve stun --listen 127.0.0.1:0").port();
        String of = " --listen 127.0.0.1:0 --stream " + KEY;
        String keys = " --keys keys/origin.keys --push-secret-file keys/push.secret";
        int origin = start("serve origin" + of + keys).port();
        int edge = start("serve edge" + of + "=http://127.0.0.1:" + origin).port();
        String room = " --listen 127.0.0.1:0 --token-key-file keys/token.key --room " + KEY;
        String journal = " --journal journals";
        Served tracking = start("serve tracker --lab" + room + "=douyu-three" + journal);
        int tracker = tracking.port();
        String servers = " --tracker ws://127.0.0.1:" + tracker + "/v1/tracker --stun 127.0.0.1:";
        servers += stun + " --edge http://127.0.0.1:" + edge + " --origin-key " + KEY;
        String scheduler = "serve scheduler" + room + "=douyu-three" + servers;
        String watch = "watch http://127.0.0.1:" + start(scheduler + "=keys/origin.pub").port();
        String secret = Files.readString(here.resolve("keys/push.secret")).strip();
        try (Push push = new Push(origin, "/v1/" + KEY + "/publish", secret);
                Broadcast broadcast = new Broadcast(push, Fixture.bytes(), HEAD_START_MILLIS);
                Screen one = new Screen(start(watch + " --lab" + of).port());
                Screen two = new Screen(start(watch + " --lab" + of).port())) {
            check(one, broadcast);
            check(two, broadcast);
        }
        assertThat(tracking.stop()).isZero();
        Shell.Result replayed = new Shell(here).run("replay", "journals");
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        assertThat(replayed.out()).contains("tracker of build", "identical");
    }

    /** Looks for the first bytes after the header in what was pushed, and compares from there. */
    private static void check(Screen screen, Broadcast broadcast) throws Exception {
        byte[] flv = Fixture.bytes();
        byte[] header = screen.read(start(flv));
        assertThat(header).startsWith('F', 'L', 'V', 1, 5);
        byte[] probe = screen.read(PROBE);
        int from = text(broadcast.pushed()).indexOf(text(probe));
        assertThat(from).isNotNegative();
        byte[] got = screen.read(BYTES);
        int at = from + PROBE;
        byte[] expected = Arrays.copyOfRange(broadcast.pushed(), at, at + BYTES);
        assertThat(Arrays.mismatch(got, expected)).isEqualTo(-1);
    }

    /** Returns the length of FLV header, onMetaData and two sequence headers: the first tags. */
    private static int start(byte[] flv) {
        int at = 13;
        for (int tag = 0; tag < 3; tag++) {
            int body = (flv[at + 1] & 255) << 16 | (flv[at + 2] & 255) << 8 | (flv[at + 3] & 255);
            at += 11 + body + 4;
        }
        return at;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aProcessThatIsToldToEndEndsWithZero() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.tributary.cli.Main",
                                "serve",
                                "stun",
                                "--listen",
                                "127.0.0.1:0")
                        .redirectError(here.resolve("errors").toFile())
                        .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).startsWith("stun listens on udp://127.0.0.1:");
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
