package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.host.MediaSink;
import dev.tributary.transport.host.ViewerConfig;
import dev.tributary.transport.host.ViewerEvents;
import dev.tributary.transport.host.ViewerHost;
import dev.tributary.transport.http.HttpService;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.scheduler.client.SchedulerEvents;
import dev.tributary.webrtc.dtls.DtlsIdentity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * One whole viewer on real sockets whose media goes to the players of an {@link FlvGateway}; on the
 * event loop of the gateway's service, and gone when that stops.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what looks at it ends with the event loop
public final class ScreenViewer {
    /** Life of the certificate that its links show. */
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(30);

    private final LoopClock clock;
    private final ScreenConfig config;
    private final FlvGateway gateway;
    private final StatusWatch watch;
    private final ViewerNews news = new ViewerNews();
    private final SecureRandom random;
    private final long bornNanos;
    private final ViewerHost viewer;
    private ScheduledLinks links;

    /** Starts to watch; on the event loop. */
    private ScreenViewer(
            HttpService service, FlvGateway gateway, ScreenConfig config, SecureRandom random) {
        this.gateway = gateway;
        watch = new StatusWatch(gateway::shown);
        this.config = config;
        this.random = random;
        clock = new LoopClock(service.eventLoop(), System::nanoTime);
        bornNanos = clock.nowNanos();
        Instant now = Instant.now();
        DtlsIdentity identity =
                DtlsIdentity.generate(
                        random, now.minus(Duration.ofDays(1)), now.plus(CERTIFICATE_LIFE));
        ViewerConfig host =
                new ViewerConfig(
                        config.stream(),
                        config.capabilities(),
                        config.scheduler(),
                        config.http(),
                        config.http());
        Watching watching = new Watching();
        viewer =
                new ViewerHost(
                        clock,
                        host,
                        identity.fingerprint(),
                        events -> links(identity, events),
                        new ViewerHost.Watchers(watch, watching, watching, JournalWriter.none()),
                        random);
        gateway.headersFrom(viewer::fetchHeader);
        gateway.awaitScreen();
        meter(service.registry());
        viewer.play();
        service.eventLoop().scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Metrics are read on the event loop, as everything here is. */
    private void meter(MeterRegistry registry) {
        counter(registry, "peer.bytes", "Useful media from other viewers", ViewerStatus::peerBytes);
        counter(registry, "cdn.bytes", "Useful media from the edge", ViewerStatus::cdnBytes);
        counter(registry, "uploaded.bytes", "Media to others", ViewerStatus::uploadedBytes);
        counter(registry, "stalls", "Times the screen stood still", ViewerStatus::stalls);
        gauge(registry, "links", "Open links to other viewers", ViewerStatus::links);
        gauge(registry, "buffer.millis", "Media ahead of the screen", ViewerStatus::bufferMillis);
    }

    private void counter(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<ViewerStatus> value) {
        FunctionCounter.builder("tributary.viewer." + name, this, v -> value.applyAsDouble(v.now()))
                .description(description)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<ViewerStatus> value) {
        Gauge.builder("tributary.viewer." + name, this, v -> value.applyAsDouble(v.now()))
                .description(description)
                .register(registry);
    }

    /**
     * Starts a viewer; from any thread.
     *
     * @param service has started; the viewer leaves when it stops
     * @param gateway of that service
     */
    public static ScreenViewer start(
            HttpService service, FlvGateway gateway, ScreenConfig config, SecureRandom random) {
        CompletableFuture<ScreenViewer> started = new CompletableFuture<>();
        service.eventLoop()
                .execute(
                        () -> {
                            try {
                                ScreenViewer viewer =
                                        new ScreenViewer(service, gateway, config, random);
                                // Goodbyes are on their way then; sockets end with the loop.
                                service.onStop(viewer.viewer::close);
                                started.complete(viewer);
                            } catch (RuntimeException e) {
                                started.completeExceptionally(e);
                            }
                        });
        return started.join();
    }

    private LinkTransport links(DtlsIdentity identity, LinkEvents events) {
        links = new ScheduledLinks(clock, config, identity, events, random);
        return links;
    }

    /** Returns how it is doing; from any thread but the event loop. */
    public ViewerStatus status() {
        return CompletableFuture.supplyAsync(this::now, clock.loop()).join();
    }

    private void look() {
        news.look(clock.nowNanos(), now(), watch.implausible(), watch.misfits(), gateway.waiting());
    }

    private ViewerStatus now() {
        return watch.status(clock.nowNanos() - bornNanos, links.open());
    }

    /** What the viewer plays goes to the gateway, and what it learns to the links. */
    private final class Watching implements MediaSink, ViewerEvents {
        @Override
        public void play(SliceHeader header, Payload payload) {
            watch.ready(header);
            gateway.play(header, payload);
        }

        @Override
        public void servers(SchedulerEvents.Servers servers) {
            links.stunServers(servers.stun());
        }
    }
}
