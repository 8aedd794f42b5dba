package dev.tributary.core.system.random;

import dev.tributary.core.room.MediaSource;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.StreamPolicy;

/** A sub-stream from the CDN that the viewer draws as soon as it has links enough. */
final class RandomStream implements StreamPolicy {
    private static final int LINKS_ENOUGH = 3;

    private int own = PeerView.UNASSIGNED;

    @Override
    public int edgeSubStreams(long nowNanos, PeerView view) {
        int subStreams = view.settings().layout().subStreams();
        if (own < 0) {
            int ready = 0;
            for (int link = 0; link < view.linkCount(); link++) {
                ready += view.linkReady(link) ? 1 : 0;
            }
            if (ready < LINKS_ENOUGH) {
                return (1 << subStreams) - 1;
            }
            own = view.rng().nextInt(subStreams);
        }
        return 1 << own;
    }

    @Override
    public MediaSource edgeReason(long nowNanos, PeerView view, int subStream) {
        return own < 0 ? MediaSource.CDN_JOIN : MediaSource.CDN_OWN;
    }
}
