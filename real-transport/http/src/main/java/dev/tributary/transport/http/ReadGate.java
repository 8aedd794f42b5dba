package dev.tributary.transport.http;

import io.netty.channel.Channel;

/**
 * Whether a connection is read from: not while anything holds it.
 *
 * <p>What a client sends makes us answer; who does not take the answers is therefore not heard
 * until it has, so that no more waits for it than one answer above {@link HttpLimits#HIGH_WATER}.
 */
final class ReadGate {
    /** What can hold a connection. */
    enum Hold {
        /** More waits to be sent than the connection takes. */
        UNWRITABLE,
        /** The handler has paused the body that is coming. */
        PAUSED,
        /** Bytes of the next request wait for the answer to the one before. */
        PIPELINED
    }

    private final Channel channel;
    private int held;

    ReadGate(Channel channel) {
        this.channel = channel;
    }

    /** Sets or ends a hold; reading goes on when the last one has ended. */
    void hold(Hold why, boolean wanted) {
        held = wanted ? held | bit(why) : held & ~bit(why);
        channel.config().setAutoRead(held == 0);
    }

    /** Ends all holds but the one that the socket itself decides. */
    void release() {
        held &= bit(Hold.UNWRITABLE);
        channel.config().setAutoRead(held == 0);
    }

    boolean holds(Hold why) {
        return (held & bit(why)) != 0;
    }

    private static int bit(Hold why) {
        return 1 << why.ordinal();
    }
}
