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
 */
public record Strategy(StreamPolicy stream, FeedPolicy feeds, ServePolicy serve) {}
