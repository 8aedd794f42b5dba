package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.cli.base.ExitCode;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.rtmp.ClientBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ServeCommandTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir private Path here;
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(here);
        assertThat(shell.run("serve", "keys", "keys").exit()).isZero();
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri).build(),
                                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String[] tracker(String... more) {
        String line = "serve tracker --listen 127.0.0.1:0 --room " + KEY + "=douyu-three";
        String all = line + " --token-key-file keys/token.key " + String.join(" ", more);
        return all.strip().split(" ", -1);
    }

    private Shell.Result refused(String... args) {
        Shell.Result result = shell.run(args);
        assertThat(result.exit()).as(result.err()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(result.err()).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        return result;
    }

    @Test
    void keysAreTheOwnersAloneAndNeverOverwritten() throws IOException {
        for (String secret : new String[] {"origin.keys", "token.key", "push.secret"}) {
            Path file = here.resolve("keys").resolve(secret);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(here.resolve("keys/origin.pub")).content().matches("[0-9a-f]{64}\n");
        assertThat(refused("serve", "keys", "keys").err()).contains("origin.keys is there already");
    }

    @Test
    void aServerSaysWhereItIsAndStopsInOrder() throws Exception {
        Served tracker = new Served(here, tracker("--admin", "127.0.0.1:0"));
        int port = tracker.port();
        assertThat(tracker.ready())
                .isEqualTo(
                        "tracker listens on ws://127.0.0.1:"
                                + port
                                + "/v1/tracker, metrics on http://127.0.0.1:"
                                + tracker.adminPort()
                                + "/metrics");
        assertThat(get(port, "/healthz")).isEqualTo("200 ok\n");
        assertThat(get(tracker.adminPort(), "/metrics")).contains("tributary_http_connections");
        assertThat(get(port, "/metrics")).startsWith("404");
        assertThat(
                        refused(
                                        "serve",
                                        "stun",
                                        "--listen=127.0.0.1:1",
                                        "--admin=127.0.0.1:" + port)
                                .err())
                .contains("cannot");
        assertThat(tracker.stop()).isZero();
        assertThat(tracker.errors()).isEmpty();
    }

    @Test
    void aServerWithoutAdminTellsItsMetricsAndAPortThatIsTakenIsWrongInput() throws Exception {
        try (Served tracker = new Served(here, tracker())) {
            assertThat(tracker.ready())
                    .endsWith(
                            "metrics on http://127.0.0.1:"
                                    + tracker.port()
                                    + "/metrics (for this machine)");
            String[] again = tracker();
            again[3] = "127.0.0.1:" + tracker.port();
            assertThat(refused(again).err()).contains("cannot listen on", again[3], "in use");
        }
    }

    @Test
    void aSecretThatOthersCanReadIsRefusedWithTheCure() throws IOException {
        Path file = here.resolve("keys/token.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refused(tracker()).err())
                .contains("token.key is open to others; chmod 600 ", "token.key");
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutShowingIt() throws IOException {
        Files.writeString(here.resolve("keys/token.key"), "1 deadbeef\n");
        assertThat(refused(tracker()).err())
                .contains("token.key, line 1: expected a number 0..255")
                .doesNotContain("deadbeef");
        Files.writeString(here.resolve("keys/push.secret"), "tooshort\n");
        String line = "serve origin --listen 127.0.0.1:0 --stream " + KEY;
        String all = line + " --keys keys/origin.keys --push-secret-file keys/push.secret";
        assertThat(refused(all.split(" ", -1)).err())
                .contains("a push secret is one line of 16 to 256")
                .doesNotContain("tooshort");
        String scheduler = "serve scheduler --listen 127.0.0.1:0 --edge http://127.0.0.1:1 --room ";
        scheduler += KEY + "=cdn-only --token-key-file keys/token.key --origin-key " + KEY + "=";
        assertThat(refused((scheduler + "nowhere").split(" ", -1)).err())
                .contains("'nowhere' is neither 64 hexadecimal digits nor a file");
        assertThat(refused((scheduler + "f".repeat(64)).split(" ", -1)).err())
                .contains("no Ed25519");
    }

    @Test
    void aConfigurationFileStandsForOptionsAndTheCommandLineWins() throws Exception {
        Files.writeString(
                here.resolve("tracker.properties"),
                "# a tracker\nlisten = 127.0.0.1:99999\nroom = \\\n  "
                        + KEY
                        + "=douyu-three\ntoken-key-file: keys/token.key\nlab = true\n");
        String config = "--config=tracker.properties";
        try (Served tracker =
                new Served(here, "serve", "tracker", config, "--listen", "127.0.0.1:0")) {
            assertThat(tracker.port()).isPositive();
        }
        assertThat(refused("serve", "tracker", config).err()).contains("'127.0.0.1:99999'");
    }

    @Test
    void anUnknownKeyNamesFileAndLine() throws IOException {
        Files.writeString(
                here.resolve("edge.properties"), "listen = \\\n  127.0.0.1:0\n\nstreem = x\n");
        assertThat(refused("serve", "edge", "--config", "edge.properties").err())
                .contains(
                        "edge.properties:4: unknown key 'streem', known are admin, listen, log-format, log-level, node");
        Files.writeString(here.resolve("edge.properties"), "listen = \\u12\n");
        assertThat(refused("serve", "edge", "--config", "edge.properties").err())
                .contains("edge.properties:1: Malformed");
    }

    @Test
    void aRoomOfASweepOrWithoutTrackerIsRefused() {
        String[] sweep = tracker();
        sweep[5] = KEY + "=douyu-cellular";
        assertThat(refused(sweep).err()).contains("a sweep of 3 points is no room");
        String line = "serve scheduler --listen 127.0.0.1:0 --edge http://127.0.0.1:1 --room ";
        line += KEY + "=douyu-six --token-key-file keys/token.key --origin-key ";
        assertThat(refused((line + KEY + "=keys/origin.pub").split(" ", -1)).err())
                .contains("needs a --tracker");
        String other = KEY.replace('0', '1');
        assertThat(refused((line + other + "=keys/origin.pub").split(" ", -1)).err())
                .contains("every --room needs an --origin-key");
    }

    @Test
    void anOriginTakesRtmp() throws Exception {
        String line = "serve origin --listen 127.0.0.1:0 --rtmp 127.0.0.1:0 --stream " + KEY;
        String all = line + " --keys keys/origin.keys --push-secret-file keys/push.secret";
        try (Served origin = new Served(here, all.split(" ", -1))) {
            Matcher ready =
                    Pattern.compile(" and rtmp://127[.]0[.]0[.]1:([0-9]+)/live, metrics on ")
                            .matcher(origin.ready());
            assertThat(ready.find()).as(origin.ready()).isTrue();
            String secret = Files.readString(here.resolve("keys/push.secret")).strip();
            ClientBytes client = ClientBytes.publishing("live", KEY + "?secret=" + secret);
            int port = Integer.parseInt(ready.group(1));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(client.flv(Fixture.bytes()).bytes());
                awaitIndex(origin.port(), KEY);
            }
            String again = all.replace("--rtmp 127.0.0.1:0", "--rtmp 127.0.0.1:" + port);
            assertThat(refused(again.split(" ", -1)).err())
                    .contains("cannot listen on", ":" + port, "in use");
        }
    }

    @Test
    void anOriginPullsSeveralStreams() throws Exception {
        String other = KEY.replace('0', '1');
        HttpServer source =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        source.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(Fixture.bytes());
                    exchange.close();
                });
        source.start();
        String url = "http://127.0.0.1:" + source.getAddress().getPort();
        Files.writeString(
                here.resolve("origin.properties"),
                "keys = keys/origin.keys\nstream = "
                        + KEY
                        + ","
                        + other
                        + "\npull = "
                        + (KEY + "=" + url + "/a?x=1,2,")
                        + (other + "=" + url + "/b\n"));
        String line = "serve origin --config origin.properties --listen 127.0.0.1:0";
        try (Served origin = new Served(here, line.split(" ", -1))) {
            awaitIndex(origin.port(), KEY);
            awaitIndex(origin.port(), other);
        } finally {
            source.stop(0);
        }
    }

    /** Waits until an origin has slices of a stream; the test's time is the bound. */
    private void awaitIndex(int port, String stream) throws Exception {
        while (!get(port, "/v1/" + stream + "/index").startsWith("200")) {
            Thread.sleep(20);
        }
    }
}
