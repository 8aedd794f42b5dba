package dev.tributary.transport.origin;

import dev.tributary.transport.client.BaseUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An HTTP-FLV server that sends a file to everyone and closes. */
final class FlvFile implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] file;

    FlvFile(byte[] file) throws IOException {
        this.file = file;
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    BaseUrl.Target target() {
        return BaseUrl.Target.parse("http://127.0.0.1:" + server.getLocalPort() + "/live.flv?x=1");
    }

    private void serve() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    byte[] request = new byte[1_000];
                    int length = socket.getInputStream().read(request);
                    String line = new String(request, 0, length, StandardCharsets.US_ASCII);
                    if (line.startsWith("GET /live.flv?x=1 HTTP/1.1\r\n")) {
                        OutputStream out = socket.getOutputStream();
                        String head = "HTTP/1.1 200 OK\r\nContent-Type: video/x-flv\r\n\r\n";
                        out.write(head.getBytes(StandardCharsets.US_ASCII));
                        out.write(file);
                    }
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
