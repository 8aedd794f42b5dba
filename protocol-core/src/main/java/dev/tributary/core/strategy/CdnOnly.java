package dev.tributary.core.strategy;

import dev.tributary.core.room.MediaSource;

/** Every byte from the CDN: what the bill is without peers. */
final class CdnOnly implements Strategy {
    @Override
    public int edgeSubStreams(long nowNanos, PeerView view) {
        return (1 << view.settings().swarm().subStreams()) - 1;
    }

    @Override
    public MediaSource edgeReason(long nowNanos, PeerView view, int subStream) {
        return MediaSource.CDN_FALLBACK;
    }
}
