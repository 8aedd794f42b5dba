package dev.tributary.core.wire;

import java.util.List;

/**
 * What a viewer tells the tracker every few seconds; counters are since the last report.
 *
 * @param windowMillis time covered
 * @param peerBytes useful media bytes first received from peers
 * @param cdnBytes useful media bytes first received from the CDN
 * @param emergencyBytes those of cdnBytes asked because a slice was about to be late
 * @param uploadBytes media bytes sent to peers
 * @param bufferMillis contiguous media ahead of the playhead
 * @param providers experience with each provider
 */
public record Report(
        int windowMillis,
        long peerBytes,
        long cdnBytes,
        long emergencyBytes,
        long uploadBytes,
        int bufferMillis,
        List<ProviderReport> providers)
        implements Message {
    @Override
    public Type type() {
        return Type.REPORT;
    }
}
