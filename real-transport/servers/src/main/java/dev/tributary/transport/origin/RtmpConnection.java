package dev.tributary.transport.origin;

import dev.tributary.transport.flv.OddTag;
import dev.tributary.transport.http.Goodbye;
import dev.tributary.transport.http.HttpLimits;
import dev.tributary.transport.http.Refusals;
import dev.tributary.transport.rtmp.MalformedRtmpException;
import dev.tributary.transport.rtmp.PublishName;
import dev.tributary.transport.rtmp.RtmpOutput;
import dev.tributary.transport.rtmp.RtmpSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One RTMP connection: hands what the session makes of its bytes to the gate and to the stream. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class RtmpConnection extends ChannelInboundHandlerAdapter implements RtmpOutput, Claimant {
    private static final Logger LOG = LoggerFactory.getLogger(RtmpConnection.class);
    private static final int PAUSE_MILLIS = 200;
    private static final byte[] NONE = {};

    /** What may come while nothing is taken: what was read already when reading stopped. */
    private static final int WAITING_MAX = 256 << 10;

    private final Channel channel;
    private final Gate gate;
    private final Refusals refusals;
    private final HttpLimits limits;
    private final RtmpSession session = new RtmpSession(this);
    private OriginStream.Source source;
    private Runnable claim = () -> {};
    private byte[] waiting = NONE;
    private boolean paused;
    private RtmpSession.Stage stage = session.stage();
    private long stageNanos = System.nanoTime();
    private long heardNanos = stageNanos;

    RtmpConnection(Channel channel, Gate gate, Refusals refusals, HttpLimits limits) {
        this.channel = channel;
        this.gate = gate;
        this.refusals = refusals;
        this.limits = limits;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf read = (ByteBuf) message;
        int before = waiting.length;
        byte[] bytes = Arrays.copyOf(waiting, before + read.readableBytes());
        read.readBytes(bytes, before, bytes.length - before);
        read.release();
        heardNanos = System.nanoTime();
        take(bytes);
    }

    private void take(byte[] bytes) {
        waiting = NONE;
        int taken = 0;
        try {
            taken = paused ? 0 : session.feed(bytes, 0, bytes.length);
        } catch (MalformedRtmpException e) {
            refusals.count(e.reason(), channel.remoteAddress(), e.getMessage());
            channel.close();
            return;
        }
        if (taken < bytes.length) {
            waiting = Arrays.copyOfRange(bytes, taken, bytes.length);
            if (waiting.length > WAITING_MAX) {
                cut("rtmp_impatient");
            }
        }
        if (source != null && source.ahead()) {
            paused = true;
            channel.eventLoop().schedule(this::resume, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        readOn();
    }

    private void resume() {
        paused = false;
        goOn();
    }

    private void goOn() {
        if (channel.isActive()) {
            take(waiting);
        }
    }

    private void readOn() {
        channel.config().setAutoRead(!paused && session.stage() != RtmpSession.Stage.ASKED);
    }

    @Override
    public void send(byte[] bytes) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        // What has been closed, as by an encoder that ends, is not writable either.
        if (channel.isOpen() && !channel.isWritable()) {
            cut("slow_reader");
        }
    }

    @Override
    public void publish(PublishName name) {
        if (!channel.isActive()) {
            return;
        }
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        Claim asked = new Claim(name.stream(), name.secret(), remote, Claim.RTMP);
        claim = gate.ask(asked, this);
    }

    @Override
    public void admitted(OriginStream.Source begun) {
        source = begun;
        session.admit();
        channel.eventLoop().execute(this::goOn);
    }

    @Override
    public void refused(Refusal refusal) {
        session.refuse(refusal.text());
        goodbye();
    }

    @Override
    public void replaced() {
        source = null;
        channel.close();
    }

    @Override
    public void tag(int type, long millis, byte[] body) {
        if (source != null) {
            source.tag(type, millis, body);
        }
    }

    @Override
    public void skipped(OddTag why) {
        if (source != null) {
            source.skipped(why);
        }
    }

    @Override
    public void unpublished() {
        if (source != null) {
            source.end();
            source = null;
        }
    }

    @Override
    public void close(String reason) {
        refusals.count(reason, channel.remoteAddress(), null);
        goodbye();
    }

    /** Closes behind what was sent, which the client shall read first. */
    private void goodbye() {
        channel.config().setAutoRead(true);
        Goodbye.after(channel.writeAndFlush(Unpooled.EMPTY_BUFFER));
    }

    private void cut(String reason) {
        refusals.count(reason, channel.remoteAddress(), null);
        channel.close();
    }

    /** Closes the connection if it has taken too long over what it is doing. */
    void check(long nowNanos) {
        if (session.stage() != stage) {
            stage = session.stage();
            stageNanos = nowNanos;
        }
        switch (stage) {
            case HANDSHAKE, CONNECT, PUBLISH -> {
                if (late(nowNanos - stageNanos, limits.headerMillis())) {
                    cut("rtmp_slow");
                }
            }
            case LIVE -> {
                if (!paused && late(nowNanos - heardNanos, limits.idleMillis())) {
                    cut("rtmp_idle");
                }
            }
            case ASKED, OVER -> {
                // The gate answers in time, and a goodbye ends by itself.
            }
        }
    }

    private static boolean late(long elapsedNanos, int millis) {
        return elapsedNanos >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        claim.run();
        unpublished();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        if (cause instanceof CodecException) {
            Throwable root = cause.getCause() == null ? cause : cause.getCause();
            refusals.count("undecodable", channel.remoteAddress(), root.getClass().getSimpleName());
        } else if (!(cause instanceof IOException)) {
            LOG.error("an RTMP connection failed", cause);
            refusals.count("internal", channel.remoteAddress(), cause.getClass().getName());
        }
        channel.close();
    }
}
