package dev.tributary.transport.loopback;

import dev.tributary.core.wire.Candidate;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import dev.tributary.transport.host.Alarm;
import dev.tributary.transport.link.SignalledLink;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/**
 * One link: the answering side listens, the offering side connects; the first frame of each shows
 * that it knows the other's password.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the end of a channel tells
final class LoopbackLink implements SignalledLink {
    private static final long SETUP_NANOS = 10_000_000_000L;
    private static final long CLOSE_NANOS = 2_000_000_000L;
    private static final int CONTROL_PENDING_MAX = 2 << 20;
    private static final int MEDIA_PENDING_MAX = 512 << 10;

    /** Ice-chars: six bits each. */
    private static final int UFRAG_BYTES = 6;

    private static final int PASSWORD_BYTES = 18;
    private static final int PRIORITY = 2_130_706_431;

    private final LoopbackTransport transport;
    private final int number;
    private final boolean offerer;
    private final boolean trickle;
    private final Payload ufrag;
    private final Payload password;
    private final Alarm alarm;
    private Channel listener;
    private Channel channel;
    private Description remote;
    private boolean up;
    private boolean over;

    LoopbackLink(LoopbackTransport transport, int number, boolean offerer, boolean trickle) {
        this.transport = transport;
        this.number = number;
        this.offerer = offerer;
        this.trickle = trickle;
        ufrag = text(UFRAG_BYTES);
        password = text(PASSWORD_BYTES);
        alarm = new Alarm(transport.clock(), () -> end(CloseReason.FAILED));
    }

    private Payload text(int count) {
        byte[] bytes = new byte[count];
        transport.random().nextBytes(bytes);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return Payload.of(base64.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[payload.length()];
        payload.copyTo(bytes, 0);
        return bytes;
    }

    @Override
    public int number() {
        return number;
    }

    private void endIn(long nanos) {
        alarm.cancel();
        alarm.set(transport.clock().nowNanos() + nanos);
    }

    @Override
    public void start(Description offer) {
        if (offer == null) {
            dial();
        } else {
            listen(offer);
        }
    }

    /** Binds a socket and offers it. */
    private void dial() {
        endIn(SETUP_NANOS);
        ChannelFuture registered =
                new Bootstrap()
                        .group(transport.clock().loop())
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(new Frames(this))
                        .register();
        channel = bound(registered);
        describe(channel, SignalKind.OFFER);
    }

    /** Answers with a socket that listens. */
    private void listen(Description offer) {
        endIn(SETUP_NANOS);
        remote = offer;
        ChannelFuture registered =
                new ServerBootstrap()
                        .group(transport.clock().loop())
                        .channel(NioServerSocketChannel.class)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Frames(this))
                        .register();
        listener = bound(registered);
        describe(listener, SignalKind.ANSWER);
    }

    /** On its own loop, registration and binding are done at once. */
    private static Channel bound(ChannelFuture registered) {
        if (!registered.isSuccess()) {
            return null;
        }
        Channel fresh = registered.channel();
        boolean bound =
                fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).isSuccess();
        if (!bound) {
            fresh.close();
        }
        return bound ? fresh : null;
    }

    private void describe(Channel bound, SignalKind kind) {
        if (bound == null) {
            end(CloseReason.FAILED);
            return;
        }
        InetSocketAddress local = (InetSocketAddress) bound.localAddress();
        Candidate candidate =
                new Candidate(
                        Candidate.Kind.HOST,
                        Payload.of(local.getAddress().getAddress()),
                        local.getPort(),
                        PRIORITY,
                        1);
        Description description =
                new Description(
                        Payload.of(new byte[GetLink.FINGERPRINT_BYTES]),
                        ufrag,
                        password,
                        !offerer,
                        LoopbackTransport.MESSAGE_MAX,
                        trickle ? List.of() : List.of(candidate));
        transport.signal(this, kind, SignalCodec.encode(description));
        if (trickle) {
            transport.candidate(this, candidate);
        }
    }

    @Override
    public boolean answered(Description answer) {
        if (!offerer || remote != null) {
            return false;
        }
        remote = answer;
        answer.candidates().forEach(this::candidate);
        return true;
    }

    @Override
    public void endOfCandidates() {}

    @Override
    public boolean candidate(Candidate candidate) {
        InetSocketAddress address = address(candidate);
        if (!address.getAddress().isLoopbackAddress()) {
            return false;
        }
        if (offerer && remote != null && channel.isOpen() && channel.remoteAddress() == null) {
            channel.connect(address)
                    .addListener(
                            done -> {
                                if (done.isSuccess()) {
                                    greet();
                                } else {
                                    end(CloseReason.FAILED);
                                }
                            });
        }
        return true;
    }

    private static InetSocketAddress address(Candidate candidate) {
        try {
            InetAddress address = InetAddress.getByAddress(bytes(candidate.address()));
            return new InetSocketAddress(address, candidate.port());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }

    private void greet() {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes(remote.password())));
    }

    /** A frame has come. */
    void frame(Channel from, byte[] frame) {
        if (over) {
            return;
        }
        if (up) {
            if (from == channel) {
                transport.message(this, frame);
            }
        } else if (MessageDigest.isEqual(frame, bytes(password))) {
            greeted(from);
        } else {
            from.close();
        }
    }

    private void greeted(Channel from) {
        up = true;
        alarm.cancel();
        if (!offerer) {
            channel = from;
            listener.close();
            greet();
        }
        transport.opened(this);
    }

    /** A connection has ended; those of strangers do not matter. */
    void gone(Channel which, CloseReason reason) {
        if (which == channel) {
            end(reason);
        }
    }

    @Override
    public int messageBytesMax() {
        return Math.min(remote.messageMax(), limit());
    }

    @Override
    public boolean send(byte[] message, boolean media) {
        if (!up || over || message.length > messageBytesMax()) {
            return false;
        }
        var pending = channel.unsafe().outboundBuffer();
        int max = media ? MEDIA_PENDING_MAX : CONTROL_PENDING_MAX;
        if (pending == null || pending.totalPendingWriteBytes() + message.length > max) {
            return false;
        }
        channel.writeAndFlush(Unpooled.wrappedBuffer(message), channel.voidPromise());
        return true;
    }

    private static int limit() {
        return LoopbackTransport.MESSAGE_MAX;
    }

    @Override
    public void shutdown() {
        if (!up || over) {
            end(CloseReason.LEAVING);
            return;
        }
        endIn(CLOSE_NANOS);
        NioSocketChannel socket = (NioSocketChannel) channel;
        // Behind what waits, and past the frames: nothing, to know when all is written.
        socket.pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(done -> socket.shutdownOutput());
    }

    @Override
    public void abort() {
        end(CloseReason.LEAVING);
    }

    /** Frees everything; the transport hears of it once. */
    void end(CloseReason reason) {
        if (over) {
            return;
        }
        over = true;
        alarm.cancel();
        if (listener != null) {
            listener.close();
        }
        if (channel != null) {
            channel.close();
        }
        transport.over(this, reason);
    }
}
