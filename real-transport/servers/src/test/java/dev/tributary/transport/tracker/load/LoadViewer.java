package dev.tributary.transport.tracker.load;

import dev.tributary.core.nat.NatType;
import dev.tributary.core.room.Access;
import dev.tributary.core.room.Capabilities;
import dev.tributary.core.room.Device;
import dev.tributary.core.wire.Assign;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.JoinOk;
import dev.tributary.core.wire.Leave;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.core.wire.Slot;
import dev.tributary.transport.tracker.client.TrackerClient;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One of ten thousand viewers; all on one event loop. */
final class LoadViewer implements TrackerClient.Events {
    private static final Join JOIN =
            new Join(
                    LoadServer.ROOM,
                    new PeerId(3, 4),
                    new Capabilities(NatType.OPEN, false, Access.WIRED, Device.PC, 20_000, 1, 1),
                    Payload.of(new byte[103]));
    private static final Payload OFFER = Payload.of(new byte[700]);
    private static final int JITTER_MILLIS = 2_000;
    private static final int JITTER_MAX_MILLIS = 30_000;

    private final EventLoop loop;
    private final Tally tally;
    private final TrackerClient client;
    private final URI address;
    private int session;
    private boolean returning;
    private boolean wanted;
    private int jitterMillis = JITTER_MILLIS;

    /** What all viewers have seen. */
    static final class Tally {
        int up;
        int joined;
        int downs;
        long assigns;
        long candidates;
        long signals;
    }

    LoadViewer(EventLoop loop, Tally tally, int port) {
        this.loop = loop;
        this.tally = tally;
        address = URI.create("ws://127.0.0.1:" + port + "/v1/tracker");
        client = new TrackerClient(loop, this, channel -> {}, null);
    }

    void connect() {
        client.connect(address);
    }

    void join() {
        wanted = true;
        client.send(JOIN);
    }

    void leave() {
        client.send(new Leave());
        session = 0;
        tally.joined--;
    }

    /** Comes back by itself when the tracker is gone, and joins. */
    void comeBack() {
        returning = true;
    }

    void signal(LoadViewer to) {
        client.send(new Signal(to.session, 1, SignalKind.OFFER, OFFER));
    }

    @Override
    public void onUp() {
        tally.up++;
        if (wanted) {
            join();
        }
    }

    @Override
    public void onMessage(Message message) {
        if (message instanceof JoinOk ok) {
            session = ok.session();
            tally.joined++;
            jitterMillis = JITTER_MILLIS;
        } else if (message instanceof Assign assign) {
            tally.assigns++;
            for (Slot slot : assign.slots()) {
                tally.candidates += (slot.provider() > 0 ? 1 : 0) + (slot.backup() > 0 ? 1 : 0);
            }
        } else if (message instanceof Signal) {
            tally.signals++;
        }
    }

    /** Full jitter, doubled each time (reliability.md 4.6). */
    @Override
    public void onDown(String reason) {
        tally.downs++;
        if (session != 0) {
            session = 0;
            tally.joined--;
            tally.up--;
        }
        if (returning) {
            int wait = ThreadLocalRandom.current().nextInt(jitterMillis);
            jitterMillis = Math.min(2 * jitterMillis, JITTER_MAX_MILLIS);
            var unused = loop.schedule(this::connect, wait, TimeUnit.MILLISECONDS);
        } else {
            System.out.println("  lost for good: " + reason); // such as no local port is free
        }
    }
}
