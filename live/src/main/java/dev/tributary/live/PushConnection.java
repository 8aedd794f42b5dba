package dev.tributary.live;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.origin.OriginServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An encoder's connection to the origin: one request whose body lasts as long as the show. */
final class PushConnection implements AutoCloseable {
    private static final int FAREWELL_MILLIS = 5_000;

    private final Socket socket;
    private final OutputStream out;

    /** Where to push. */
    record Target(int port, StreamKey stream, String secret) {}

    PushConnection(Target target) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), target.port());
        socket.setTcpNoDelay(true);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        out.write(request(target).getBytes(StandardCharsets.US_ASCII));
    }

    private static String request(Target target) {
        return "POST "
                + EdgeApi.path(target.stream())
                + "/publish HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + OriginServer.SECRET
                + ": "
                + target.secret()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    void send(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write('\r');
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }

    /**
     * Ends the body and waits for the answer, so that the origin has all that was sent.
     *
     * @throws IOException when the origin did not take it
     */
    void finish() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        socket.setSoTimeout(FAREWELL_MILLIS);
        InputStream in = socket.getInputStream();
        String answer = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
        if (!answer.startsWith("HTTP/1.1 2")) {
            throw new IOException("it answered '" + answer + "'");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
