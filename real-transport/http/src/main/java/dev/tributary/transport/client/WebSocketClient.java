package dev.tributary.transport.client;

import dev.tributary.core.base.Check;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Consumer;

/**
 * A client of a WebSocket server, for binary messages: one socket at a time, on one event loop.
 *
 * <p>It does not reconnect: when to try again is decided by its owner.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class WebSocketClient {
    /** Bytes that may wait to be sent; the message above that ends the connection. */
    public static final int PENDING_MAX = 256 << 10;

    private static final int CONNECT_MILLIS = 5_000;

    /**
     * What happens to the socket, on the event loop; never before the method that caused it ends.
     */
    public interface Events {
        /** The socket is open: messages may be sent. */
        void onUp();

        /** A message has come. */
        void onMessage(byte[] message);

        /**
         * The socket could not be opened, or has ended; once for each {@link #connect}, but not
         * after {@link #close}.
         */
        void onDown(String reason);
    }

    private final EventLoop loop;
    private final Events events;
    private final int messageMax;
    private final Dialling dialling;
    private final SslContext tls;
    private WebSocketAttempt socket;

    /**
     * Creates a client that is not connected.
     *
     * @param loop all methods are called, and all events come, on it; one of an NIO group
     * @param messageMax longest message that may come, bytes
     * @param created gets each channel before it connects, with an empty pipeline, such as to put a
     *     shaper of traffic at its head
     * @param tls trust for {@code wss} addresses; null when only {@code ws} is used
     */
    public WebSocketClient(
            EventLoop loop,
            Events events,
            int messageMax,
            Consumer<Channel> created,
            SslContext tls) {
        this.loop = loop;
        this.events = events;
        this.messageMax = messageMax;
        dialling = new Dialling(loop, CONNECT_MILLIS, created);
        this.tls = tls;
    }

    /**
     * Connects to {@code ws://host:port/path} or {@code wss://...}.
     *
     * @throws IllegalArgumentException when it is no such address
     */
    public void connect(URI address) {
        Check.that(loop.inEventLoop(), "a client lives on its event loop");
        Check.that(socket == null, "a client has one socket at a time");
        WebSocketUrl.parse(address.toString());
        boolean secure = WebSocketUrl.isSecure(address);
        if (secure && tls == null) {
            throw new IllegalArgumentException("no TLS settings for wss");
        }
        WebSocketAttempt next =
                new WebSocketAttempt(address, secure ? tls : null, messageMax, this);
        socket = next;
        ChannelFuture connected = dialling.connect(address.getHost(), next.port(), next::addTo);
        next.channel(connected.channel());
        connected.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        down(next, failure(done.cause()));
                    }
                });
    }

    private static String failure(Throwable cause) {
        boolean unknown = cause instanceof UnknownHostException;
        return (unknown ? "unknown host: " : "cannot connect: ") + cause.getMessage();
    }

    /** Sends a message; returns false, and sends nothing, when the socket is not up. */
    public boolean send(byte[] message) {
        if (socket == null || !socket.isUp()) {
            return false;
        }
        Channel channel = socket.channel();
        if (pending(channel) + message.length > PENDING_MAX) {
            down(socket, "server does not read");
            return false;
        }
        channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
        return true;
    }

    private static long pending(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Returns whether messages can be sent. */
    public boolean isUp() {
        return socket != null && socket.isUp();
    }

    /** Ends the socket, if any, for what its messages say; {@link Events#onDown} follows. */
    public void fail(String reason) {
        if (socket != null) {
            down(socket, reason);
        }
    }

    /** Ends the socket, if any, after what was sent; no event follows. */
    public void close() {
        if (socket != null) {
            Channel channel = socket.channel();
            boolean up = socket.isUp();
            socket = null;
            if (up) {
                channel.writeAndFlush(new CloseWebSocketFrame(1000, ""))
                        .addListener(done -> channel.close());
            } else {
                channel.close();
            }
        }
    }

    void up(WebSocketAttempt of) {
        if (of == socket) {
            events.onUp();
        }
    }

    void message(WebSocketAttempt of, byte[] message) {
        if (of == socket) {
            events.onMessage(message);
        }
    }

    void down(WebSocketAttempt of, String reason) {
        if (of != socket) {
            return;
        }
        socket = null;
        of.channel().close();
        loop.execute(() -> events.onDown(reason));
    }
}
