package dev.tributary.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** How a connection ends on which the client may still be sending. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
public final class Goodbye {
    /** How long the client may take to end its side, while its bytes are thrown away. */
    private static final int LINGER_MILLIS = 1_000;

    private Goodbye() {}

    /**
     * Half-closes after the last write and waits for the client to do the same: closing with unread
     * bytes would reset the connection and could take what was written with it (RFC 9112 section
     * 9.6).
     */
    public static void after(ChannelFuture lastWrite) {
        lastWrite.addListener(done -> linger(lastWrite.channel()));
    }

    private static void linger(Channel channel) {
        if (channel.isActive()
                && channel instanceof DuplexChannel duplex
                && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
            channel.eventLoop()
                    .schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }
}
