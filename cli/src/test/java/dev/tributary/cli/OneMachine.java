package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.chain.Broadcast;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.TestCertificate;
import dev.tributary.transport.origin.Push;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.SocketFactory;

/** The servers and viewers of one stream on one machine, as docs/serving.md starts them. */
final class OneMachine implements AutoCloseable {
    static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final int HEAD_START_MILLIS = 12_000;
    private static final String ROOM = " --token-key-file keys/token.key --room " + KEY;

    private final Path here;
    private final HttpConfig.Tls tls;
    private final Deque<Served> running = new ArrayDeque<>();

    /** Plain, as docs/serving.md starts them. */
    OneMachine(Path here) {
        this(here, null);
    }

    /**
     * Everything over TLS with one certificate.
     *
     * @param tls files in {@code here}, or null for none
     */
    OneMachine(Path here, HttpConfig.Tls tls) {
        this.here = here;
        this.tls = tls;
        assertThat(new Shell(here).run("serve", "keys", "keys").exit()).isZero();
    }

    private String serving() {
        return tls == null ? "" : " --tls-cert " + tls.certificates() + " --tls-key " + tls.key();
    }

    private String trusting() {
        return tls == null ? "" : " --tls-ca " + tls.certificates();
    }

    private String scheme(String plain) {
        return tls == null ? plain + "://127.0.0.1:" : plain + "s://127.0.0.1:";
    }

    Served start(String line) throws InterruptedException {
        Served served = new Served(here, line.split(" ", -1));
        running.push(served);
        return served;
    }

    /** Starts the origin and a publisher that pushes the fixture to it, again and again. */
    Source source() throws Exception {
        String files = " --keys keys/origin.keys --push-secret-file keys/push.secret";
        int port =
                start("serve origin --listen 127.0.0.1:0 --stream " + KEY + files + serving())
                        .port();
        String secret = Files.readString(here.resolve("keys/push.secret")).strip();
        Push push = new Push(connection(port), "/v1/" + KEY + "/publish", secret);
        return new Source(port, push, new Broadcast(push, Fixture.bytes(), HEAD_START_MILLIS));
    }

    private Socket connection(int port) throws IOException, GeneralSecurityException {
        SocketFactory sockets =
                tls == null
                        ? SocketFactory.getDefault()
                        : TestCertificate.trusting(tls).getSocketFactory();
        return sockets.createSocket(InetAddress.getLoopbackAddress(), port);
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

    /** Starts the tracker. */
    Served tracker(String room) throws InterruptedException {
        return start(tracker(0, room) + serving());
    }

    /** Starts edge, STUN server and scheduler; returns the command that watches by them. */
    String watch(int origin, int tracker, String room) throws InterruptedException {
        int stun = start("serve stun --listen 127.0.0.1:0").port();
        String from = " --stream " + KEY + "=" + scheme("http") + origin + serving() + trusting();
        int edge = start("serve edge --listen 127.0.0.1:0" + from).port();
        String servers = " --tracker " + scheme("ws") + tracker + "/v1/tracker --stun 127.0.0.1:";
        servers += stun + " --edge " + scheme("http") + edge + serving();
        String trust = " --origin-key " + KEY + "=keys/origin.pub";
        String scheduler = "serve scheduler --listen 127.0.0.1:0" + ROOM + "=" + room;
        int port = start(scheduler + servers + trust).port();
        String watch = "watch " + scheme("http") + port + trusting();
        return watch + " --lab --listen 127.0.0.1:0 --stream " + KEY;
    }

    /** Stops all, the youngest first; each must end in order. */
    @Override
    public void close() {
        for (Served served : running) {
            assertThat(served.stop()).as(served.errors()).isZero();
        }
    }
}
