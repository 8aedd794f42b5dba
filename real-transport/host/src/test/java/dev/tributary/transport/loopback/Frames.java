package dev.tributary.transport.loopback;

import dev.tributary.core.wire.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;

/** Messages on a byte stream: a length of three bytes goes before each. */
@SuppressWarnings("FutureReturnValueIgnored") // the end of a channel tells
final class Frames extends ChannelInitializer<Channel> {
    private static final int LENGTH_BYTES = 3;

    private final LoopbackLink link;

    Frames(LoopbackLink link) {
        this.link = link;
    }

    @Override
    protected void initChannel(Channel channel) {
        int max = LENGTH_BYTES + LoopbackTransport.MESSAGE_MAX;
        channel.pipeline()
                .addLast(new LengthFieldBasedFrameDecoder(max, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
                .addLast(new LengthFieldPrepender(LENGTH_BYTES))
                .addLast(new Receiver(link));
    }

    /** Hands frames to the link. */
    private static final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
        private final LoopbackLink link;

        Receiver(LoopbackLink link) {
            this.link = link;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            link.frame(context.channel(), ByteBufUtil.getBytes(frame));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            link.gone(context.channel(), CloseReason.LEAVING);
        }

        /** A reset, or a frame that is too long. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            link.gone(context.channel(), CloseReason.FAILED);
            context.close();
        }
    }
}
