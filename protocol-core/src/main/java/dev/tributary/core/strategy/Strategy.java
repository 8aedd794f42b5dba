package dev.tributary.core.strategy;

/**
 * A system as one viewer runs it: the decisions in which the published systems differ. The
 * mechanisms of the peer execute them, and a mechanism that a system does not use decides nothing.
 *
 * <p>One instance per viewer. A policy reads the view and its own few fields, and changes nothing
 * else; policies of one viewer that share what they know do so through their constructors.
 *
 * @param stream what the CDN pushes by itself
 * @param feeds who pushes sub-streams to the viewer
 * @param serve whom the viewer feeds
 * @param pull what the viewer asks for piece by piece; with {@link PullPolicy#NONE} the other three
 *     say where media comes from, and otherwise they say nothing
 */
public record Strategy(StreamPolicy stream, FeedPolicy feeds, ServePolicy serve, PullPolicy pull) {
    /** Creates a strategy that pushes. */
    public Strategy(StreamPolicy stream, FeedPolicy feeds, ServePolicy serve) {
        this(stream, feeds, serve, PullPolicy.NONE);
    }

    /** Creates a strategy that pulls: nothing comes that was not asked for. */
    public static Strategy pulling(ServePolicy serve, PullPolicy pull) {
        return new Strategy(StreamPolicy.NONE, FeedPolicy.NONE, serve, pull);
    }

    /** Returns whether the viewer pulls. */
    public boolean pulls() {
        return pull != PullPolicy.NONE;
    }
}
