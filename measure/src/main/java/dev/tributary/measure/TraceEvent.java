package dev.tributary.measure;

/**
 * One event of a trace in full.
 *
 * @param number which event of the run, from 1
 * @param nanos run time, nanoseconds
 * @param node to whom it happened, such as {@code viewer-17} or {@code edge}
 * @param kind what happened, such as {@code LINK_MESSAGE}
 * @param content link or request number mixed with kind and size of the message, or 0
 * @param hash trace hash up to and with this event
 */
public record TraceEvent(
        long number, long nanos, String node, String kind, long content, long hash) {}
