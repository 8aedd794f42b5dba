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
    /** Session, two counters and a flag take a byte each. */
    private static final int PROVIDER_BYTES_MIN = 4;

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

    @Override
    public void write(WireWriter out) {
        out.varint(windowMillis);
        out.varint(peerBytes);
        out.varint(cdnBytes);
        out.varint(emergencyBytes);
        out.varint(uploadBytes);
        out.varint(bufferMillis);
        out.varint(providers.size());
        for (int i = 0; i < providers.size(); i++) {
            ProviderReport provider = providers.get(i);
            out.varint(provider.session());
            out.varint(provider.onTime());
            out.varint(provider.late());
            out.flag(provider.connected());
        }
    }

    static Report read(WireReader in) throws MalformedMessageException {
        int windowMillis = in.varint("windowMillis", 0, Integer.MAX_VALUE);
        long peerBytes = in.varint64("peerBytes", BYTES_MAX);
        long cdnBytes = in.varint64("cdnBytes", BYTES_MAX);
        long emergencyBytes = in.varint64("emergencyBytes", BYTES_MAX);
        long uploadBytes = in.varint64("uploadBytes", BYTES_MAX);
        int bufferMillis = in.varint("bufferMillis", 0, Integer.MAX_VALUE);
        return new Report(
                windowMillis,
                peerBytes,
                cdnBytes,
                emergencyBytes,
                uploadBytes,
                bufferMillis,
                providers(in));
    }

    private static List<ProviderReport> providers(WireReader in) throws MalformedMessageException {
        ProviderReport[] providers =
                new ProviderReport[in.count("providers", PROVIDERS_MAX, PROVIDER_BYTES_MIN)];
        for (int i = 0; i < providers.length; i++) {
            int session = in.session();
            int onTime = in.varint("onTime", 0, Integer.MAX_VALUE);
            int late = in.varint("late", 0, Integer.MAX_VALUE);
            providers[i] = new ProviderReport(session, onTime, late, in.flag("connected"));
        }
        return List.of(providers);
    }
}
