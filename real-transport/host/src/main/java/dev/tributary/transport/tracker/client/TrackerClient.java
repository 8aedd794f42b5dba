package dev.tributary.transport.tracker.client;

import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.transport.client.WebSocketClient;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.function.Consumer;

/**
 * A viewer's socket to its tracker: a {@link WebSocketClient} that speaks messages of the protocol.
 */
public final class TrackerClient {
    /**
     * Larger than what a tracker sends: an ASSIGN of 31 slots, PEERS of 255, a SIGNAL of 16 KiB.
     */
    private static final int MESSAGE_MAX = 32 << 10;

    /** What happens to the socket; see {@link WebSocketClient.Events}. */
    public interface Events {
        /** The socket is open: messages may be sent. */
        void onUp();

        /** A message has come. */
        void onMessage(Message message);

        /** The socket could not be opened, or has ended. */
        void onDown(String reason);
    }

    private final Events events;
    private final WebSocketClient socket;

    /** Creates a client that is not connected; see {@link WebSocketClient}. */
    public TrackerClient(EventLoop loop, Events events, Consumer<Channel> created, SslContext tls) {
        this.events = events;
        socket = new WebSocketClient(loop, new FromSocket(), MESSAGE_MAX, created, tls);
    }

    /** See {@link WebSocketClient#connect}. */
    public void connect(URI address) {
        socket.connect(address);
    }

    /** Sends a message; returns false, and sends nothing, when the socket is not up. */
    public boolean send(Message message) {
        return socket.isUp() && socket.send(MessageCodec.encode(message));
    }

    /** Returns whether messages can be sent. */
    public boolean isUp() {
        return socket.isUp();
    }

    /** Ends the socket, if any, after what was sent; no event follows. */
    public void close() {
        socket.close();
    }

    /** Reads messages. */
    private final class FromSocket implements WebSocketClient.Events {
        @Override
        public void onUp() {
            events.onUp();
        }

        @Override
        public void onMessage(byte[] bytes) {
            Message message;
            try {
                message = MessageCodec.decode(bytes, 0, bytes.length);
            } catch (MalformedMessageException e) {
                if (!e.ignorable()) {
                    socket.fail("malformed message");
                }
                return;
            }
            events.onMessage(message);
        }

        @Override
        public void onDown(String reason) {
            events.onDown(reason);
        }
    }
}
