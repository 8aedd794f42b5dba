package dev.tributary.transport.origin;

import dev.tributary.transport.rtmp.ClientBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A publisher by RTMP that says what the test wants it to say. */
final class RtmpPush implements AutoCloseable {
    private final Socket socket;

    RtmpPush(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Over a connection that may be TLS. */
    RtmpPush(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
    }

    RtmpPush send(ClientBytes client) throws IOException {
        return send(client.bytes());
    }

    RtmpPush send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads until a text has come; returns all that came. */
    String readUntil(String text) throws IOException {
        StringBuilder all = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (all.indexOf(text) < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed before " + text);
            }
            all.append((char) c);
        }
        return all.toString();
    }

    /** Reads until the server closes; returns all that came. */
    String readAll() throws IOException {
        try {
            byte[] all = socket.getInputStream().readAllBytes();
            return new String(all, StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "reset";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
