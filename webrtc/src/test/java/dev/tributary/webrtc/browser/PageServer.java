package dev.tributary.webrtc.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.webrtc.oracle.Inbox;
import dev.tributary.webrtc.oracle.Oracle;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Serves a page and carries messages between the test and the page, which posts its own and polls
 * for ours.
 */
public final class PageServer implements Oracle {
    private static final int BODY_BYTES_MAX = 1 << 16;
    private static final long POLL_SECONDS = 10;

    private final Map<String, byte[]> files;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Message> toPage = new LinkedBlockingQueue<>();
    private final Inbox fromPage = new Inbox();

    /** Serves {@code page.html}. */
    public PageServer() throws IOException {
        this(Map.of("/", page()));
    }

    /** Serves files by path; the page itself is {@code /}. */
    public PageServer(Map<String, byte[]> files) throws IOException {
        this.files = Map.copyOf(files);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::file);
        server.createContext("/from-page", this::receive);
        server.createContext("/to-page", this::poll);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void tell(String kind, String body) {
        toPage.add(new Message(kind, body));
    }

    @Override
    public Inbox inbox() {
        return fromPage;
    }

    static byte[] page() throws IOException {
        try (InputStream page = PageServer.class.getResourceAsStream("page.html")) {
            return page.readAllBytes();
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] file = files.getOrDefault(path, new byte[0]);
        String type = path.endsWith(".js") ? "text/javascript" : "text/html";
        exchange.getResponseHeaders().add("Content-Type", type);
        respond(exchange, file.length == 0 ? 404 : 200, file);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
        String text = new String(body, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        fromPage.add(new Message(text.substring(0, end), text.substring(end + 1)));
        respond(exchange, 204, new byte[0]);
    }

    private void poll(HttpExchange exchange) throws IOException {
        try {
            Message message = toPage.poll(POLL_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                respond(exchange, 204, new byte[0]);
            } else {
                String text = message.kind() + "\n" + message.body();
                respond(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
