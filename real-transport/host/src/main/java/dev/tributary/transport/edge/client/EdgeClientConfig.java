package dev.tributary.transport.edge.client;

import dev.tributary.core.base.Check;
import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.HttpClientConfig;
import java.util.function.Predicate;

/**
 * What an {@link EdgeClient} asks, and where.
 *
 * @param base any edge of the stream
 * @param resolve whether that edge is asked first which node it is (302); otherwise it is it
 * @param subStreams into how many the slices are divided, 1..31
 * @param genuine whether an index is the origin's; one that is not counts as none
 */
public record EdgeClientConfig(
        BaseUrl base,
        boolean resolve,
        StreamKey stream,
        int subStreams,
        HttpClientConfig http,
        Predicate<SignedIndex> genuine) {
    /** Checks the ranges. */
    public EdgeClientConfig {
        Check.range("subStreams", subStreams, 1, LiveQuery.SUB_STREAMS_MAX);
    }
}
