package dev.tributary.core.system.substream;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ProviderState;
import dev.tributary.core.strategy.StreamPolicy;
import dev.tributary.core.system.SwarmKnob;

/**
 * One sub-stream from the CDN, all others pushed by the providers that the tracker names (Douyu;
 * seed 000, systems.md 2).
 *
 * <p>A viewer starts with the full stream and gives up each sub-stream as soon as its provider's
 * link is up. A sub-stream without provider is waited for, since the peer window bridges a change
 * of provider, and after a grace covered by the CDN. Three seconds of media that had to be fetched
 * at the last moment on two sub-streams bring the full stream back for a while.
 */
final class OwnSubStream implements StreamPolicy {
    /**
     * After this long in the room, what no peer provides is unmatched rather than still joining.
     */
    private static final long JOINING_NANOS = 20_000_000_000L;

    private static final long EMERGENCY_MEMORY_NANOS = 10_000_000_000L;
    private static final long FALLBACK_NANOS = 10_000_000_000L;
    private static final int EMERGENCY_MILLIS_MAX = 3_000;

    /** Media beyond the emergency window that must be here before the full stream is given up. */
    private static final long HEALTHY_NANOS = 2_000_000_000L;

    private boolean healthy;

    /** When the first of the emergencies that are counted was. */
    private long firstNanos;

    /** Media that had to be fetched at the last moment. */
    private int emergencyMillis;

    private int emergencySubStreams;
    private long fallbackUntilNanos;

    @Override
    public int edgeSubStreams(long nowNanos, PeerView view) {
        int subStreams = view.settings().layout().subStreams();
        int all = (1 << subStreams) - 1;
        int own = view.cdnSubStream();
        healthy |= view.bufferedNanos(nowNanos) >= enoughNanos(view);
        if (own == PeerView.UNASSIGNED || !healthy || nowNanos < fallbackUntilNanos) {
            return all;
        }
        int mask = 0;
        for (int k = 0; k < subStreams; k++) {
            if (k == own || needsEdge(nowNanos, view, k)) {
                mask |= 1 << k;
            }
        }
        return mask;
    }

    /** systems.md 2.3: 6 s of buffer before the switch, which a slow line needs to get ahead. */
    private static long enoughNanos(PeerView view) {
        long window = view.settings().playout().emergencyWindowMillis() * Time.NANOS_PER_MILLI;
        long all = view.settings().playout().bufferMillis() * Time.NANOS_PER_MILLI;
        return Math.min(window + HEALTHY_NANOS, all * 3 / 4);
    }

    private static boolean needsEdge(long nowNanos, PeerView view, int subStream) {
        if (view.provider(subStream) == ProviderState.READY) {
            return false;
        }
        return !view.hadProvider(subStream) || graceEnd(view, subStream) <= nowNanos;
    }

    private static long graceEnd(PeerView view, int subStream) {
        return view.withoutProviderSinceNanos(subStream)
                + view.settings().system().value(SwarmKnob.GAP_GRACE) * Time.NANOS_PER_MILLI;
    }

    @Override
    public long nextDecisionNanos(long nowNanos, PeerView view) {
        if (nowNanos < fallbackUntilNanos) {
            return fallbackUntilNanos;
        }
        if (!healthy) {
            return Time.NEVER;
        }
        long next = Time.NEVER;
        int subStreams = view.settings().layout().subStreams();
        for (int k = 0; k < subStreams; k++) {
            if (view.provider(k) != ProviderState.READY && view.hadProvider(k)) {
                long end = graceEnd(view, k);
                next = end > nowNanos ? Math.min(next, end) : next;
            }
        }
        return next;
    }

    @Override
    public boolean watchesBuffer() {
        return !healthy;
    }

    @Override
    public MediaSource edgeReason(long nowNanos, PeerView view, int subStream) {
        if (subStream == view.cdnSubStream()) {
            return MediaSource.CDN_OWN;
        }
        if (nowNanos < fallbackUntilNanos) {
            return MediaSource.CDN_FALLBACK;
        }
        boolean joining =
                view.joinedNanos() == Time.NEVER || nowNanos - view.joinedNanos() < JOINING_NANOS;
        return joining && !view.hadProvider(subStream)
                ? MediaSource.CDN_JOIN
                : MediaSource.CDN_UNCOVERED;
    }

    @Override
    public void onEmergency(long nowNanos, int subStream, int missingMillis) {
        if (emergencyMillis == 0 || nowNanos - firstNanos > EMERGENCY_MEMORY_NANOS) {
            firstNanos = nowNanos;
            emergencyMillis = 0;
            emergencySubStreams = 0;
        }
        emergencyMillis += missingMillis;
        emergencySubStreams |= 1 << subStream;
        if (emergencyMillis >= EMERGENCY_MILLIS_MAX && Integer.bitCount(emergencySubStreams) >= 2) {
            fallbackUntilNanos = nowNanos + FALLBACK_NANOS;
            emergencyMillis = 0;
        }
    }
}
