package dev.tributary.transport.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.system.cdn.CdnSystem;
import dev.tributary.core.wire.Index;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.edge.EdgeRoutes;
import dev.tributary.transport.edge.EdgeStream;
import dev.tributary.transport.edge.StoredSlice;
import dev.tributary.transport.edge.client.SignedHeader;
import dev.tributary.transport.edge.client.SignedIndex;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.SyntheticFlv;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.http.Services;
import dev.tributary.transport.player.Screen;
import dev.tributary.transport.scheduler.SchedulerConfig;
import dev.tributary.transport.scheduler.SchedulerServer;
import dev.tributary.transport.seal.Ed25519;
import dev.tributary.transport.seal.OriginKeys;
import dev.tributary.transport.seal.SliceSealer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An edge that serves another start of the FLV than the origin signed. */
@Timeout(30)
final class ForgedHeaderTest {
    private static final byte[] HEADER = FlvHeader.bytes(false, true);
    private static final int SLICE_BYTES = 20_000;

    private final OriginKeys keys = OriginKeys.generate(new SecureRandom());
    private final SliceSealer sealer = new SliceSealer(Chain.STREAM, keys);
    private final List<SliceHeader> headers = new ArrayList<>();

    private void publish(EdgeStream stream, int number) {
        byte[] media = new SyntheticFlv(7).videoTag(number, SLICE_BYTES, number * 1_000L, true);
        SliceHeader header =
                new SliceHeader(number, number * 1_000L, 1_000, media.length, SliceHeader.KEYFRAME);
        stream.publish(new StoredSlice(header, sealer.seal(header, media), media));
        headers.add(header);
        Index index = new Index(headers);
        byte[] message = MessageCodec.encode(index);
        Payload signature = Payload.of(sealer.signIndex(message));
        stream.index(new SignedIndex(index, Payload.of(message), signature));
    }

    private SchedulerServer scheduler(int edge) throws IOException {
        byte[] key = Ed25519.raw(keys.publicKeys().get(0));
        SchedulerConfig config =
                new SchedulerConfig(
                        Map.of(Chain.STREAM, Chain.room(CdnSystem.SYSTEM)),
                        Map.of(Chain.STREAM, Payload.of(key)),
                        List.of(),
                        1,
                        Chain.url(edge),
                        List.of());
        return new SchedulerServer(
                Chain.http("scheduler"),
                config,
                (stream, fingerprint) -> Payload.of(new byte[] {1}),
                (number, stream, settings) -> {},
                Services.registry());
    }

    @Test
    void noPlayerGetsItAndTheGenuineOneIsTakenWhenItComes() throws Exception {
        HttpService edge = new HttpService(Chain.http("edge"), Services.registry());
        EdgeStream stream = new EdgeRoutes("edge", edge, List.of()).add(Chain.STREAM);
        edge.start();
        byte[] forged = HEADER.clone();
        forged[4] = 4;
        byte[] signature = sealer.signHeader(HEADER);
        HttpService watch = new HttpService(Chain.http("watch"), Services.registry());
        try (SchedulerServer scheduler = scheduler(edge.port())) {
            onLoop(
                    edge,
                    () -> {
                        stream.header(1, SignedHeader.of(forged, signature));
                        for (int i = 1; i <= 12; i++) {
                            publish(stream, i);
                        }
                    });
            Chain.watch(watch, Chain.url(scheduler.port()));
            try (Screen screen = new Screen(watch.port())) {
                awaitSlices(watch, 1);
                // The header was asked with the first slice: it is here before two more came.
                for (int i = 13; i <= 14; i++) {
                    double before = slices(watch);
                    int number = i;
                    onLoop(edge, () -> publish(stream, number));
                    awaitSlices(watch, before + 1);
                }
                onLoop(edge, () -> stream.header(1, SignedHeader.of(HEADER, signature)));
                FutureTask<byte[]> first = new FutureTask<>(() -> screen.read(HEADER.length));
                new Thread(first).start();
                // A slice asks for the header again, unless it is still being asked for.
                for (int i = 15; !first.isDone(); i++) {
                    int number = i;
                    onLoop(edge, () -> publish(stream, number));
                    Thread.sleep(20);
                }
                assertThat(first.get()).isEqualTo(HEADER);
            }
        } finally {
            watch.close();
            edge.close();
        }
    }

    private static double slices(HttpService watch) {
        return watch.registry().get("tributary.player.slices").counter().count();
    }

    private static void awaitSlices(HttpService watch, double count) throws InterruptedException {
        while (slices(watch) < count) {
            Thread.sleep(1);
        }
    }

    private static void onLoop(HttpService service, Runnable task) {
        CompletableFuture.runAsync(task, service.eventLoop()).join();
    }
}
