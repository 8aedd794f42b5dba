package dev.tributary.transport.origin;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.http.BodyListener;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.Refusals;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** A publisher who pushes FLV as the body of one request. */
@SuppressWarnings("FutureReturnValueIgnored") // a pause ends with its connection
final class Publisher implements BodyListener, Claimant {
    private static final int PAUSE_MILLIS = 200;

    private final HttpExchange exchange;
    private final Refusals refusals;
    private OriginStream.Source source;
    private Runnable claim = () -> {};
    private boolean decided;
    private boolean waiting;

    private Publisher(HttpExchange exchange, Refusals refusals) {
        this.exchange = exchange;
        this.refusals = refusals;
    }

    /** Publishes, if the gate has it; its body is not read before that is decided. */
    static void come(HttpExchange exchange, StreamKey stream, Gate gate, Refusals refusals) {
        Publisher publisher = new Publisher(exchange, refusals);
        String secret = exchange.header(OriginServer.SECRET);
        exchange.onClosed(publisher::onAborted);
        publisher.claim =
                gate.ask(new Claim(stream, secret, exchange.remote(), Claim.HTTP), publisher);
        if (!publisher.decided) {
            publisher.waiting = true;
            exchange.receive(publisher);
            exchange.pauseBody();
        }
    }

    @Override
    public void admitted(OriginStream.Source begun) {
        decided = true;
        source = begun;
        if (waiting) {
            exchange.resumeBody();
        } else {
            exchange.receive(this);
        }
    }

    @Override
    public void refused(Refusal refusal) {
        decided = true;
        exchange.respond(refusal.status(), refusal.text());
    }

    @Override
    public void replaced() {
        exchange.abort();
    }

    @Override
    public void onBytes(ByteBuf bytes) {
        try {
            source.feed(bytes);
        } catch (MalformedFlvException e) {
            malformed(e.getMessage());
            return;
        }
        if (source.ahead()) {
            exchange.pauseBody();
            resumeLater();
        }
    }

    private void malformed(String why) {
        refusals.count("malformed_flv", exchange.remote(), why);
        exchange.respond(400, "malformed_flv: " + why);
    }

    private void resumeLater() {
        exchange.eventLoop().schedule(this::resume, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void resume() {
        if (!exchange.isOpen()) {
            return;
        }
        if (source.ahead()) {
            resumeLater();
        } else {
            exchange.resumeBody();
        }
    }

    @Override
    public void onEnd() {
        boolean flv = source.hasHeader();
        source.end();
        if (flv) {
            exchange.respond(200, "published");
        } else {
            malformed("the body ended within the 9 bytes of the FLV header");
        }
    }

    @Override
    public void onAborted() {
        claim.run();
        if (source != null) {
            source.end();
        }
    }
}
