package dev.tributary.transport.player;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

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
