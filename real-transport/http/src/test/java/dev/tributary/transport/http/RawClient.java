package dev.tributary.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A socket that says exactly what a test wants it to say. */
public final class RawClient implements AutoCloseable {
    static final int TIMEOUT_MILLIS = 4_000;

    /** Small, so that a client that does not read is noticed soon. */
    private static final int RECEIVE_BYTES = 64 << 10;

    final Socket socket;

    public RawClient(int port) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads until the server closes. */
    public String readAll() throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                all.append((char) c);
            }
        } catch (SocketException reset) {
            all.append("<reset>");
        }
        return all.toString();
    }

    /** Reads until the text has come. */
    public String readUntil(String text) throws IOException {
        StringBuilder all = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (all.indexOf(text) < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed before " + text + " after: " + all);
            }
            all.append((char) c);
        }
        return all.toString();
    }

    /** Sends a request and reads everything up to the close. */
    public static String exchange(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).readAll();
        }
    }

    /** Waits until nobody listens on a port any more. */
    public static void awaitRefused(int port) {
        long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
        while (System.nanoTime() - deadline < 0) {
            try {
                new RawClient(port).close();
            } catch (IOException refused) {
                return;
            }
        }
        throw new AssertionError("port " + port + " still accepts");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
