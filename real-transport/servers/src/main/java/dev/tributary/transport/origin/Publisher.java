package dev.tributary.transport.origin;

import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.http.BodyListener;
import dev.tributary.transport.http.HttpExchange;
import dev.tributary.transport.http.Refusals;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/** A publisher who pushes FLV as the body of one request. */
@SuppressWarnings("FutureReturnValueIgnored") // a pause ends with its connection
final class Publisher implements BodyListener {
    private static final int PAUSE_MILLIS = 200;

    private final HttpExchange exchange;
    private final Refusals refusals;
    private OriginStream.Source source;

    private Publisher(HttpExchange exchange, Refusals refusals) {
        this.exchange = exchange;
        this.refusals = refusals;
    }

    /** Begins to publish; returns false when the stream has a source already. */
    static boolean admit(HttpExchange exchange, OriginStream stream, Refusals refusals) {
        Publisher publisher = new Publisher(exchange, refusals);
        publisher.source = stream.begin(exchange::abort);
        if (publisher.source == null) {
            return false;
        }
        exchange.receive(publisher);
        exchange.onClosed(publisher::onAborted);
        return true;
    }

    @Override
    public void onBytes(ByteBuf bytes) {
        try {
            source.feed(bytes);
        } catch (MalformedFlvException e) {
            refusals.count("malformed_flv", exchange.remote(), e.getMessage());
            exchange.respond(400, "malformed_flv: " + e.getMessage());
            return;
        }
        if (source.ahead()) {
            exchange.pauseBody();
            resumeLater();
        }
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
        source.end();
        exchange.respond(200, "published");
    }

    @Override
    public void onAborted() {
        source.end();
    }
}
