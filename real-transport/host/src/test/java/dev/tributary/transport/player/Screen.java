package dev.tributary.transport.player;

import dev.tributary.transport.flv.FlvTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** A player: opens the gateway's stream and keeps what comes. */
public final class Screen implements AutoCloseable {
    private final HttpResponse<InputStream> response;

    public Screen(int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + FlvGateway.PATH);
        response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri).build(),
                                HttpResponse.BodyHandlers.ofInputStream());
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Returns the next bytes, which it waits for. */
    public byte[] read(int bytes) throws IOException {
        byte[] read = response.body().readNBytes(bytes);
        if (read.length < bytes) {
            throw new IOException("the stream ended after " + read.length + " of " + bytes);
        }
        return read;
    }

    /**
     * Returns the first video tag, after the start of the FLV; what comes before it is the sound
     * that belongs there.
     */
    public byte[] firstPicture() throws IOException {
        while (true) {
            byte[] head = read(FlvTag.HEADER_BYTES);
            int body = (head[1] & 255) << 16 | (head[2] & 255) << 8 | (head[3] & 255);
            byte[] rest = read(body + FlvTag.TRAILER_BYTES);
            if (head[0] == FlvTag.VIDEO) {
                byte[] tag = Arrays.copyOf(head, head.length + rest.length);
                System.arraycopy(rest, 0, tag, head.length, rest.length);
                return tag;
            }
        }
    }

    /** Returns everything up to the end. */
    byte[] readAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        response.body().transferTo(all);
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
