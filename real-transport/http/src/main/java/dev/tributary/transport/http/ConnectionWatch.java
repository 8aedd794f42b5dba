package dev.tributary.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Next to the socket: what a connection is doing, since when, and whether its reader keeps up.
 *
 * <p>Asked by one sweep over all connections, which costs less than timers of their own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class ConnectionWatch extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

    /** What a connection is doing. */
    enum Phase {
        /** A header has begun, or the first one is awaited. */
        HEADER,
        /** Between requests. */
        IDLE,
        /** A bounded body is coming. */
        BODY,
        /** A body of any length is coming. */
        STREAM,
        /** The request is complete and its answer is not. */
        ANSWER,
        /** No longer HTTP; whoever upgraded keeps the deadlines. */
        UPGRADED
    }

    /** What Netty counts for a pending write on top of its bytes. */
    private static final int ENTRY_BYTES =
            Integer.getInteger("io.netty.transport.outboundBufferEntrySizeOverhead", 96);

    /** Where this is in the list of all connections. */
    int index;

    final Channel channel;
    final InetAddress address;
    final ReadGate gate;
    private final HttpLimits limits;
    private final HeldBytes all;
    private ChannelHandlerContext context;
    private IntSupplier unread = () -> 0;
    private WebSocket socket;
    private Phase phase = Phase.HEADER;
    private long sinceNanos = System.nanoTime();
    private long readNanos = sinceNanos;
    private long offered;
    private long markNanos;
    private long markDrained;
    private long markPending;
    private int readSinceFrame;

    ConnectionWatch(Channel channel, InetAddress address, HttpLimits limits, HeldBytes all) {
        this.channel = channel;
        this.address = address;
        this.limits = limits;
        this.all = all;
        gate = new ReadGate(channel);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Sets who knows what is kept of the bytes that were read. */
    void unread(IntSupplier bytes) {
        unread = bytes;
    }

    /** Ends the connection at once: TLS would first wait for its own goodbye to be sent. */
    void end() {
        context.close();
    }

    void enter(Phase next) {
        phase = next;
        sinceNanos = System.nanoTime();
        readNanos = sinceNanos;
    }

    /** The connection is a WebSocket from now on. */
    void upgraded(WebSocket to) {
        enter(Phase.UPGRADED);
        socket = to;
        unread = () -> readSinceFrame + to.fragmentBytes();
    }

    /** A frame of a WebSocket has come whole. */
    void understood() {
        readSinceFrame = 0;
    }

    /** Something of the pipeline failed: bytes of the client, the network, or our code. */
    void failed(Throwable cause, Refusals refusals) {
        if (cause instanceof CodecException) {
            // Its message may quote what the client sent.
            Throwable root = cause.getCause() == null ? cause : cause.getCause();
            refusals.count("undecodable", channel.remoteAddress(), root.getClass().getSimpleName());
        } else if (!(cause instanceof IOException)) {
            LOG.error("a connection failed", cause);
            refusals.count("internal", channel.remoteAddress(), cause.getClass().getName());
        }
        end();
    }

    Phase phase() {
        return phase;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) {
        if (phase == Phase.IDLE) {
            enter(Phase.HEADER);
        } else if (phase == Phase.STREAM || phase == Phase.UPGRADED) {
            readNanos = System.nanoTime();
        }
        int length = ((ByteBuf) bytes).readableBytes();
        readSinceFrame += phase == Phase.UPGRADED ? length : 0;
        all.add(length);
        from.fireChannelRead(bytes);
    }

    /** TLS asks for more by itself while a record is not complete: not of who does not read. */
    @Override
    public void read(ChannelHandlerContext from) {
        if (!gate.holds(ReadGate.Hold.UNWRITABLE)) {
            from.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        gate.hold(ReadGate.Hold.UNWRITABLE, !channel.isWritable());
        from.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext to, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            offered += bytes.readableBytes() + ENTRY_BYTES;
            all.add(bytes.readableBytes() + ENTRY_BYTES);
        }
        to.write(message, promise);
    }

    /** Returns what is written and not sent, and read and not understood. */
    long heldBytes() {
        return pending() + unread.getAsInt();
    }

    /** Returns when the reader last kept up, or now when nothing waits for it. */
    long waitingSinceNanos() {
        return markPending == 0 ? System.nanoTime() : markNanos;
    }

    private long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /**
     * Returns why the connection has to go, or null; an idle one goes without a reason to count.
     */
    String overdue(long nowNanos) {
        if (stalled(nowNanos)) {
            return "slow_reader";
        }
        if (phase == Phase.STREAM && !channel.config().isAutoRead()) {
            readNanos = nowNanos; // it is we who do not read
        }
        if (!channel.isWritable() && phase != Phase.UPGRADED) {
            // Nothing is read from it, so that only its reading can be judged.
            sinceNanos = nowNanos;
            readNanos = nowNanos;
        }
        return switch (phase) {
            case HEADER ->
                    late(nowNanos - sinceNanos, limits.headerMillis()) ? "slow_header" : null;
            case BODY -> late(nowNanos - sinceNanos, limits.headerMillis()) ? "slow_body" : null;
            case STREAM -> late(nowNanos - readNanos, limits.idleMillis()) ? "idle_body" : null;
            case IDLE -> late(nowNanos - sinceNanos, limits.idleMillis()) ? "" : null;
            case UPGRADED -> socket.overdue(nowNanos, readNanos);
            case ANSWER -> null;
        };
    }

    private static boolean late(long elapsedNanos, int millis) {
        return elapsedNanos >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** A reader must take what was pending, or the least rate, within every period. */
    private boolean stalled(long nowNanos) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long pending = pending();
        if (buffer == null || pending == 0) {
            markPending = 0;
            return false;
        }
        long drained = offered - pending + buffer.currentProgress();
        if (markPending == 0 || enough(drained)) {
            markPending = pending;
            markDrained = drained;
            markNanos = nowNanos;
            return false;
        }
        return late(nowNanos - markNanos, limits.progressMillis());
    }

    private boolean enough(long drained) {
        return drained - markDrained >= Math.min(limits.progressBytes(), markPending);
    }
}
