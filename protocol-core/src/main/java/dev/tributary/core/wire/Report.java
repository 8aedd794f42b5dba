package dev.tributary.core.wire;

import dev.tributary.core.base.Check;
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
    /** Largest counter, bytes. */
    public static final long BYTES_MAX = 1L << 50;

    /** Most providers in one report. */
    public static final int PROVIDERS_MAX = 255;

    /** Checks the ranges. */
    public Report {
        providers = List.copyOf(providers);
        Check.range("windowMillis", windowMillis, 0, Integer.MAX_VALUE);
        Check.range("peerBytes", peerBytes, 0, BYTES_MAX);
        Check.range("cdnBytes", cdnBytes, 0, BYTES_MAX);
        Check.range("emergencyBytes", emergencyBytes, 0, BYTES_MAX);
        Check.range("uploadBytes", uploadBytes, 0, BYTES_MAX);
        Check.range("bufferMillis", bufferMillis, 0, Integer.MAX_VALUE);
        Check.range("providers", providers.size(), 0, PROVIDERS_MAX);
    }

    @Override
    public Type type() {
        return Type.REPORT;
    }

    @Override
    public int wireBytes() {
        int bytes =
                WireSize.FRAME
                        + WireSize.of(windowMillis)
                        + WireSize.of(peerBytes)
                        + WireSize.of(cdnBytes)
                        + WireSize.of(emergencyBytes)
                        + WireSize.of(uploadBytes)
                        + WireSize.of(bufferMillis)
                        + WireSize.of(providers.size());
        for (int i = 0; i < providers.size(); i++) {
            ProviderReport provider = providers.get(i);
            bytes +=
                    WireSize.of(provider.session())
                            + WireSize.of(provider.onTime())
                            + WireSize.of(provider.late())
                            + WireSize.FLAG;
        }
        return bytes;
    }
}
