package dev.tributary.transport.http;

import dev.tributary.transport.net.LatestPing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** One WebSocket of a server (RFC 6455); on the event loop of the service only. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class WebSocket {
    private static final int CLOSE_MILLIS = 3_000;

    private final Channel channel;
    private final WebSocketPolicy policy;
    private final Refusals refusals;
    private final ConnectionWatch watch;
    private WebSocketListener listener;
    private long pingedForNanos;
    private int fragmentBytes;
    private boolean closing;

    WebSocket(Channel channel, WebSocketPolicy policy, Refusals refusals, ConnectionWatch watch) {
        this.channel = channel;
        this.policy = policy;
        this.refusals = refusals;
        this.watch = watch;
    }

    /** Returns the client's address. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /** Writes a binary message without flushing it; takes over the buffer. */
    public void send(ByteBuf message) {
        if (fits(message)) {
            channel.write(new BinaryWebSocketFrame(message), channel.voidPromise());
        }
    }

    /** Writes a text message without flushing it; takes over the buffer, which must be UTF-8. */
    public void sendText(ByteBuf message) {
        if (fits(message)) {
            channel.write(new TextWebSocketFrame(message), channel.voidPromise());
        }
    }

    /** Sends what was written. */
    public void flush() {
        channel.flush();
    }

    /**
     * Says goodbye after what was written; nothing more is taken or sent. A client that does not
     * take that within {@value #CLOSE_MILLIS} ms is cut off.
     *
     * @param code of RFC 6455 section 7.4
     * @param reason at most 123 bytes
     */
    public void close(int code, String reason) {
        if (!closing) {
            closing = true;
            Goodbye.after(channel.writeAndFlush(new CloseWebSocketFrame(code, reason)));
            channel.eventLoop().schedule(watch::end, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the connection at once. */
    public void abort() {
        closing = true;
        watch.end();
    }

    /** Counts a refusal of something that came over this socket. */
    public void refused(String reason, String detail) {
        refusals.count(reason, channel.remoteAddress(), detail);
    }

    private boolean fits(ByteBuf message) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        boolean open = !closing && buffer != null;
        if (open
                && buffer.totalPendingWriteBytes() + message.readableBytes()
                        > policy.pendingMax()) {
            refused("slow_reader", null);
            abort();
            open = false;
        }
        if (!open) {
            message.release();
        }
        return open;
    }

    void open(WebSocketListener whoListens) {
        listener = whoListens;
        int high = Math.min(HttpLimits.HIGH_WATER, policy.pendingMax());
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(high / 2, high));
    }

    /** Returns the bytes of a message of which more is to come. */
    int fragmentBytes() {
        return fragmentBytes;
    }

    /** Answers pings. */
    ChannelInboundHandlerAdapter pings() {
        return new LatestPing(() -> !closing);
    }

    ChannelInboundHandlerAdapter handler() {
        return new Messages();
    }

    /** Pings a silent client; returns a reason when it stayed silent. */
    String overdue(long nowNanos, long readNanos) {
        long period = TimeUnit.MILLISECONDS.toNanos(policy.pingMillis());
        if (nowNanos - readNanos >= 2 * period) {
            return "half_open";
        }
        if (nowNanos - readNanos >= period && pingedForNanos != readNanos && !closing) {
            pingedForNanos = readNanos;
            channel.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        }
        return null;
    }

    /**
     * Counts what of a message has come, and answers bytes that break the protocol (RFC 6455
     * section 7.1.7).
     */
    ChannelInboundHandlerAdapter frames() {
        return new Frames();
    }

    /** Single frames, and their exceptions before Netty's handler of the protocol sees them. */
    private final class Frames extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            WebSocketFrame frame = (WebSocketFrame) message;
            boolean control =
                    frame instanceof PingWebSocketFrame
                            || frame instanceof PongWebSocketFrame
                            || frame instanceof CloseWebSocketFrame;
            if (!control) {
                fragmentBytes =
                        frame.isFinalFragment()
                                ? 0
                                : fragmentBytes + frame.content().readableBytes();
            }
            watch.understood();
            context.fireChannelRead(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof CorruptedWebSocketFrameException corrupted) {
                refused("bad_frame", cause.getMessage());
                close(corrupted.closeStatus().code(), "");
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }

    /** The end of the pipeline: whole messages, and what went wrong before it. */
    private final class Messages extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            try {
                if (!closing) {
                    read(frame);
                }
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }

        private void read(Object frame) {
            if (frame instanceof BinaryWebSocketFrame binary) {
                listener.onMessage(binary.content());
            } else if (frame instanceof TextWebSocketFrame text) {
                if (policy.text()) {
                    listener.onText(text.content());
                } else {
                    refused("text_frame", null);
                    close(WebSocketCloseStatus.INVALID_MESSAGE_TYPE.code(), "binary only");
                }
            } else {
                refused("early_data", null);
                abort();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closing = true;
            listener.onClosed();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof TooLongFrameException) {
                refused("long_message", null);
                close(WebSocketCloseStatus.MESSAGE_TOO_BIG.code(), "");
            } else {
                watch.failed(cause, refusals);
            }
        }
    }
}
