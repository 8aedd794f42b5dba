package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.chain.Broadcast;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.TestCertificate;
import dev.tributary.transport.player.Screen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The servers and two viewers, as a user starts them. */
@Timeout(120)
@Tag("slow")
final class SystemTest {
    private static final int BYTES = 250_000;

    @TempDir private Path here;

    @Test
    void whatIsPushedIsWhatTwoViewersPlay() throws Exception {
        try (OneMachine machine = new OneMachine(here);
                OneMachine.Source source = machine.source()) {
            String room = "douyu-three";
            Served tracker = machine.start(OneMachine.tracker(0, room) + " --journal journals");
            String watch = machine.watch(source.port(), tracker.port(), room);
            try (Screen one = new Screen(machine.start(watch).port());
                    Screen two = new Screen(machine.start(watch).port())) {
                check(one, source.broadcast());
                check(two, source.broadcast());
            }
            assertThat(tracker.stop()).isZero();
            Shell.Result replayed = new Shell(here).run("replay", "journals");
            assertThat(replayed.exit()).as(replayed.err()).isZero();
            assertThat(replayed.out()).contains("tracker of build", "identical");
        }
    }

    @Test
    void allOfItOverTls() throws Exception {
        HttpConfig.Tls tls = TestCertificate.in(here);
        Files.setPosixFilePermissions(tls.key(), PosixFilePermissions.fromString("rw-------"));
        try (OneMachine machine = new OneMachine(here, tls);
                OneMachine.Source source = machine.source()) {
            String room = "douyu-three";
            Served tracker = machine.tracker(room);
            assertThat(tracker.ready()).contains("wss://127.0.0.1:");
            String watch = machine.watch(source.port(), tracker.port(), room);
            assertThat(watch).startsWith("watch https://");
            try (Screen one = new Screen(machine.start(watch).port());
                    Screen two = new Screen(machine.start(watch).port())) {
                check(one, source.broadcast());
                check(two, source.broadcast());
            }
        }
    }

    /** Looks for the first picture in what was pushed, and compares from there. */
    private static void check(Screen screen, Broadcast broadcast) throws Exception {
        byte[] flv = Fixture.bytes();
        byte[] header = screen.read(start(flv));
        assertThat(header).startsWith('F', 'L', 'V', 1, 5);
        byte[] picture = screen.firstPicture();
        int from = text(broadcast.pushed()).indexOf(text(picture));
        assertThat(from).isNotNegative();
        byte[] got = screen.read(BYTES);
        int at = from + picture.length;
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
        try (CommandProcess stun =
                new CommandProcess(here, "serve", "stun", "--listen", "127.0.0.1:0")) {
            assertThat(stun.ready()).startsWith("stun listens on udp://127.0.0.1:");
            assertThat(stun.terminate()).isZero();
        }
    }
}
