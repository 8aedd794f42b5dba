package dev.tributary.transport.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkContract;
import dev.tributary.transport.link.LinkEvents;
import dev.tributary.transport.link.LinkSide;
import dev.tributary.transport.link.LinkTransport;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Links over TCP. */
final class LoopbackTransportTest extends LinkContract {
    @Override
    protected LinkTransport create(LinkBed on, LinkEvents events) {
        return new LoopbackTransport(on.clock(), events, new SecureRandom());
    }

    /** Silence is not what tells it. */
    @Override
    protected LinkTransport createImpatient(LinkBed on, LinkEvents events) {
        return create(on, events);
    }

    @Override
    protected void vanish(LinkSide side) {
        side.transport().close(); // Of a process that is gone the kernel closes the sockets.
    }

    @Override
    protected int held(LinkSide side) {
        return ((LoopbackTransport) side.transport()).held();
    }

    @Override
    protected long ignored(LinkSide side) {
        return ((LoopbackTransport) side.transport()).ignoredSignals();
    }

    /** A stranger that connects to the listening socket gets nothing and disturbs nobody. */
    @Test
    void strangersNeedThePassword() throws Exception {
        CompletableFuture<Description> offer = new CompletableFuture<>();
        CompletableFuture<Description> answer = new CompletableFuture<>();
        a.tap((kind, blob) -> keep(offer, blob));
        b.tap((kind, blob) -> keep(answer, blob));
        bed.run(() -> a.transport().dial(0, false));
        bed.run(() -> b.transport().answer(0, false, SignalCodec.encode(offer.join())));
        int port = answer.join().candidates().get(0).port();
        for (byte[] guess : new byte[][] {{0, 0, 0}, {0, 0, 4, 1, 2, 3, 4}, {-1, -1, -1, 0}}) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(guess);
                InputStream in = socket.getInputStream();
                assertThat(in.read()).isEqualTo(-1);
            }
        }
        Payload right = SignalCodec.encode(answer.join());
        bed.run(() -> a.transport().remoteSignal(0, SignalKind.ANSWER, right));
        assertThat(bed.await(() -> a.isUp(0) && b.isUp(0))).isTrue();
    }

    private static void keep(CompletableFuture<Description> described, Payload blob) {
        try {
            described.complete(SignalCodec.description(blob));
        } catch (MalformedMessageException e) {
            described.completeExceptionally(e);
        }
    }
}
