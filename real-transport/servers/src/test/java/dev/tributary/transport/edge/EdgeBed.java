package dev.tributary.transport.edge;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.edge.client.EdgeApi;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.http.HttpConfig;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.seal.SealCheck;
import dev.tributary.transport.seal.SliceSealer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The routes of an edge on loopback, with slices that a test makes. */
final class EdgeBed implements AutoCloseable {
    static final StreamKey STREAM = new StreamKey(0x1122334455667788L, 0x99aabbccddeeff00L);
    static final String PATH = EdgeApi.path(STREAM);

    final OriginKeys keys = OriginKeys.generate(new SecureRandom());
    final SliceSealer sealer = new SliceSealer(STREAM, keys);
    final HttpService service;
    final EdgeStream stream;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<SliceHeader> headers = new ArrayList<>();

    EdgeBed(BaseUrl... nodes) throws IOException {
        this(HttpLimits.defaults().withTimes(60_000, 60_000, 60_000, 200), nodes);
    }

    EdgeBed(HttpLimits limits, BaseUrl... nodes) throws IOException {
        HttpConfig config =
                HttpConfig.of("edge", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .withLimits(limits);
        service = new HttpService(config, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        stream = new EdgeRoutes("edge", service, List.of(nodes)).add(STREAM);
        service.start();
    }

    /** Returns the media of a slice: a function of number and size. */
    static byte[] media(int number, int bytes) {
        return new SyntheticFlv(7).videoTag(number, bytes, number * 1_000L, true);
    }

    /** Returns a slice of so many bytes as an edge keeps it. */
    static StoredSlice stored(SliceSealer sealer, int number, int bytes) {
        byte[] media = media(number, bytes);
        SliceHeader header = new SliceHeader(number, number * 1_000L, 1_000, bytes, 1);
        return new StoredSlice(header, sealer.seal(header, media), media);
    }

    /** Publishes a slice and the index with it. */
    void publish(int number, int bytes) {
        StoredSlice slice = stored(sealer, number, bytes);
        SliceHeader header = slice.header();
        if (!headers.isEmpty() && headers.get(headers.size() - 1).slice() != number - 1) {
            headers.clear();
        }
        headers.add(header);
        if (headers.size() > 30) {
            headers.remove(0);
        }
        Index index = new Index(headers);
        byte[] message = MessageCodec.encode(index);
        Payload signature = Payload.of(sealer.signIndex(message));
        onLoop(
                () -> {
                    stream.publish(slice);
                    stream.index(new SignedIndex(index, Payload.of(message), signature));
                });
    }

    void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, service.eventLoop()).join();
    }

    SealCheck check() throws Exception {
        return new SealCheck(STREAM, Ed25519.raw(keys.publicKeys().get(0)));
    }

    BaseUrl base() {
        return new BaseUrl(false, "127.0.0.1", service.port());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path));
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder builder = request(path);
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> send(String method, String path) throws Exception {
        HttpRequest request =
                request(path).method(method, HttpRequest.BodyPublishers.noBody()).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        service.close();
    }
}
