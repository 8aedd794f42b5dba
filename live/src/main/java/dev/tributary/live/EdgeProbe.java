package dev.tributary.live;

import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.edge.client.EdgeApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks an edge which slices it has. */
final class EdgeProbe {
    private static final long PAUSE_MILLIS = 50;

    private final HttpRequest request;
    private final HttpClient http = HttpClient.newHttpClient();

    EdgeProbe(BaseUrl edge, StreamKey stream) {
        URI index = URI.create(edge + EdgeApi.path(stream) + "/index");
        request = HttpRequest.newBuilder(index).build();
    }

    /**
     * Waits until the edge has a slice.
     *
     * @throws IOException when it takes longer than the given time
     */
    void awaitSlice(int slice, long withinMillis) throws IOException, InterruptedException {
        long end = System.nanoTime() + withinMillis * 1_000_000;
        while (newest() < slice) {
            if (System.nanoTime() > end) {
                throw new IOException("the edge did not get slice " + slice + " from the origin");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private int newest() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        byte[] body = answer.body();
        try {
            if (answer.statusCode() == 200
                    && MessageCodec.decode(body, 0, body.length) instanceof Index index
                    && !index.headers().isEmpty()) {
                return index.headers().get(index.headers().size() - 1).slice();
            }
            return 0;
        } catch (MalformedMessageException e) {
            throw new IOException("the edge's index is none", e);
        }
    }
}
