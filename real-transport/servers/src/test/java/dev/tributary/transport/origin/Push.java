package dev.tributary.transport.origin;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A publisher: one chunked POST, as long as the test likes. */
public final class Push implements AutoCloseable {
    private final Socket socket;

    public Push(int port, String path, String secret) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), path, secret);
    }

    /** Over a connection that may be TLS. */
    public Push(Socket socket, String path, String secret) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n";
        write(
                (head + OriginServer.SECRET + ": " + secret + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    public Push send(byte[] flv) throws IOException {
        write((Integer.toHexString(flv.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        write(flv);
        write("\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Ends the body and returns the status line and the body of the answer. */
    public String end() throws IOException {
        write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    /** Returns the status line and the body of the answer, once it has come. */
    public String answer() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        int blank = -1;
        while (blank < 0 || text.indexOf("\n", blank + 4) < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            text.append((char) c);
            blank = text.indexOf("\r\n\r\n");
        }
        String status = text.substring(0, text.indexOf("\r\n"));
        return status + " " + text.substring(blank + 4).strip();
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
