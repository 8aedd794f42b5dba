package dev.tributary.core.system.cdn;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.StreamPolicy;

/** Every byte from the CDN: what the bill is without peers. */
final class CdnStream implements StreamPolicy {
    @Override
    public int edgeSubStreams(long nowNanos, PeerView view) {
        return (1 << view.settings().layout().subStreams()) - 1;
    }

    @Override
    public MediaSource edgeReason(long nowNanos, PeerView view, int subStream) {
        return MediaSource.CDN_FALLBACK;
    }
}
