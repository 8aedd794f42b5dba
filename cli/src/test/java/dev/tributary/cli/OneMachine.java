package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.origin.Push;
import dev.tributary.transport.player.Broadcast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The servers and viewers of one stream on one machine, as docs/serving.md starts them. */
final class OneMachine implements AutoCloseable {
    static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final int HEAD_START_MILLIS = 12_000;
    private static final String ROOM = " --token-key-file keys/token.key --room " + KEY;

    private final Path here;
    private final Deque<Served> running = new ArrayDeque<>();

    OneMachine(Path here) {
        this.here = here;
        assertThat(new Shell(here).run("serve", "keys", "keys").exit()).isZero();
    }

    Served start(String line) throws InterruptedException {
        Served served = new Served(here, line.split(" ", -1));
        running.push(served);
        return served;
    }

    /** Starts the origin and a publisher that pushes the fixture to it, again and again. */
    Source source() throws Exception {
        String files = " --keys keys/origin.keys --push-secret-file keys/push.secret";
        int port = start("serve origin --listen 127.0.0.1:0 --stream " + KEY + files).port();
        String secret = Files.readString(here.resolve("keys/push.secret")).strip();
        Push push = new Push(port, "/v1/" + KEY + "/publish", secret);
        return new Source(port, push, new Broadcast(push, Fixture.bytes(), HEAD_START_MILLIS));
    }

    /** An origin and what is pushed to it. */
    record Source(int port, Push push, Broadcast broadcast) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            broadcast.close();
            push.close();
        }
    }

    /** Returns the command that serves the tracker. */
    static String tracker(int port, String room) {
        return "serve tracker --lab --listen 127.0.0.1:" + port + ROOM + "=" + room;
    }

    /** Starts edge, STUN server and scheduler; returns the command that watches by them. */
    String watch(int origin, int tracker, String room) throws InterruptedException {
        int stun = start("serve stun --listen 127.0.0.1:0").port();
        String from = " --stream " + KEY + "=http://127.0.0.1:" + origin;
        int edge = start("serve edge --listen 127.0.0.1:0" + from).port();
        String servers = " --tracker ws://127.0.0.1:" + tracker + "/v1/tracker --stun 127.0.0.1:";
        servers += stun + " --edge http://127.0.0.1:" + edge;
        String trust = " --origin-key " + KEY + "=keys/origin.pub";
        String scheduler = "serve scheduler --listen 127.0.0.1:0" + ROOM + "=" + room;
        int port = start(scheduler + servers + trust).port();
        return "watch http://127.0.0.1:" + port + " --lab --listen 127.0.0.1:0 --stream " + KEY;
    }

    /** Stops all, the youngest first; each must end in order. */
    @Override
    public void close() {
        for (Served served : running) {
            assertThat(served.stop()).as(served.errors()).isZero();
        }
    }
}
