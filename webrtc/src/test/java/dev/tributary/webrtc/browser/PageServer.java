package dev.tributary.webrtc.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Serves a page and carries messages between the test and the page: a kind and a body. The page
 * posts its own and polls for ours.
 */
public final class PageServer implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 1 << 16;
    private static final long POLL_SECONDS = 10;

    /** What one side tells the other. */
    public record Message(String kind, String body) {}

    private final Map<String, byte[]> files;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Message> toPage = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> fromPage = new LinkedBlockingQueue<>();
    private final List<Message> seen = new ArrayList<>();

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

    public void tell(String kind, String body) {
        toPage.add(new Message(kind, body));
    }

    /** Waits for the next message of a kind; others are kept for {@link #seen}. */
    public String await(String kind, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            Message message = fromPage.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no " + kind + " from the page, only " + seen);
            }
            seen.add(message);
            if (message.kind().equals(kind)) {
                return message.body();
            }
        }
    }

    /** Waits for a message of a kind with this body. */
    public void await(String kind, String body, long seconds) throws InterruptedException {
        while (!seen.contains(new Message(kind, body))) {
            await(kind, seconds);
        }
    }

    /** What was taken from the page so far. */
    public List<Message> seen() {
        fromPage.drainTo(seen);
        return seen;
    }

    private static byte[] page() throws IOException {
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
