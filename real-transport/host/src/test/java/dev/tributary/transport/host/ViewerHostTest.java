package dev.tributary.transport.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import dev.tributary.transport.journal.JournalWriter;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkTransport;
import dev.tributary.transport.loopback.LoopbackTransport;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewer that nobody serves: its faults and its end. */
final class ViewerHostTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong time = new AtomicLong(SECOND);
    private final AtomicInteger connections = new AtomicInteger();
    private final List<RuntimeException> faults = new ArrayList<>();
    private final List<LinkTransport> transports = new ArrayList<>();
    private LinkBed bed;

    @BeforeEach
    void start() {
        bed = new LinkBed();
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    /** No server listens at the address of the scheduler. */
    private ViewerHost viewer(LoopClock clock) {
        ViewerConfig config =
                new ViewerConfig(
                        new StreamKey(1, 2),
                        new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, 1_000, 1, 1),
                        new BaseUrl(false, "127.0.0.1", 1),
                        HttpClientConfig.defaults(),
                        HttpClientConfig.defaults()
                                .withHook(channel -> connections.incrementAndGet()));
        ViewerEvents events =
                new ViewerEvents() {
                    @Override
                    public void failed(RuntimeException fault) {
                        faults.add(fault);
                    }
                };
        return new ViewerHost(
                clock,
                config,
                new byte[GetLink.FINGERPRINT_BYTES],
                linkEvents -> {
                    transports.add(new LoopbackTransport(clock, linkEvents, new SecureRandom()));
                    return transports.get(transports.size() - 1);
                },
                new ViewerHost.Watchers(
                        PeerObserver.NONE, MediaSink.NONE, events, JournalWriter.none()),
                new SecureRandom());
    }

    /** Time that goes back is a fault of ours: the core throws. */
    @Test
    void aFaultEndsOneViewerAndNotTheLoop() {
        LoopClock broken = bed.call(() -> new LoopClock(bed.loop(), time::get));
        ViewerHost victim = bed.call(() -> viewer(broken));
        ViewerHost other = bed.call(() -> viewer(bed.clock()));
        bed.run(victim::play);
        assertThat(bed.await(() -> connections.get() > 0)).isTrue();
        time.set(0);
        bed.run(victim::play);
        assertThat(faults).hasSize(1);
        assertThat(bed.call(() -> ((LoopbackTransport) transports.get(0)).held())).isZero();
        bed.run(() -> transports.get(0).dial(0, true));
        assertThat(bed.call(() -> ((LoopbackTransport) transports.get(0)).held()))
                .as("its transport is closed")
                .isZero();
        int before = connections.get();
        bed.run(other::play);
        assertThat(bed.await(() -> connections.get() > before)).isTrue();
        bed.run(victim::play);
        bed.run(victim::close);
        bed.run(other::close);
        assertThat(faults).hasSize(1);
    }

    /** After its end a viewer asks for nothing more, whatever is still under way. */
    @Test
    void isSilentAfterItsEnd() {
        ViewerHost viewer = bed.call(() -> viewer(bed.clock()));
        bed.run(viewer::play);
        assertThat(bed.await(() -> connections.get() > 1)).as("it tries again").isTrue();
        bed.run(
                () -> {
                    viewer.close();
                    viewer.close();
                    viewer.play();
                    connections.set(0);
                });
        long until = System.nanoTime() + SECOND;
        assertThat(bed.await(() -> System.nanoTime() > until)).isTrue();
        assertThat(connections.get()).isZero();
        assertThat(faults).isEmpty();
    }
}
