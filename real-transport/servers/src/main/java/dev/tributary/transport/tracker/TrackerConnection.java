package dev.tributary.transport.tracker;

import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.transport.http.WebSocket;
import dev.tributary.transport.http.WebSocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;

/** One socket of a tracker. */
final class TrackerConnection implements WebSocketListener {
    /** Close codes of RFC 6455 section 7.4.1. */
    static final int NORMAL = 1000;

    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int POLICY = 1008;

    final int number;

    /** Counts the changes between joined and not, for {@link Unjoined}. */
    int stay;

    boolean joined;
    private final TrackerServer server;
    private final WebSocket socket;
    private boolean written;

    TrackerConnection(int number, TrackerServer server, WebSocket socket) {
        this.number = number;
        this.server = server;
        this.socket = socket;
    }

    InetAddress address() {
        return socket.remote().getAddress();
    }

    @Override
    public void onMessage(ByteBuf bytes) {
        Message message;
        try {
            message = server.decode(bytes);
        } catch (MalformedMessageException e) {
            if (e.ignorable()) {
                socket.refused("unknown_type", null);
            } else {
                socket.refused("malformed_message", e.getMessage());
                server.malformed(this);
            }
            return;
        }
        server.received(this, message);
    }

    @Override
    public void onClosed() {
        server.closed(this);
    }

    /** Writes a message, flushed at the end of the turn. */
    void send(Message message, Turn turn) {
        socket.send(Unpooled.wrappedBuffer(MessageCodec.encode(message)));
        if (!written) {
            written = true;
            turn.flushLater(this);
        }
    }

    void flush() {
        written = false;
        socket.flush();
    }

    void close(int code, String reason) {
        socket.close(code, reason);
    }

    void refused(String reason, String detail) {
        socket.refused(reason, detail);
    }

    /** It has not joined in time. */
    void overdue() {
        socket.refused("unjoined", null);
        close(POLICY, "join");
    }
}
