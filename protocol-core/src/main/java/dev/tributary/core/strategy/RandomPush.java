package dev.tributary.core.strategy;

import dev.tributary.core.room.MediaSource;

/**
 * Naive baseline: every viewer takes a random sub-stream from the CDN and pushes each new slice to
 * links drawn at random. Nobody knows who has what, so many slices come twice or not at all.
 */
final class RandomPush implements Strategy {
    /** Copies made of a slice by everybody who receives it. */
    private static final int COPIES = 2;

    private static final int LINKS_ENOUGH = 3;

    private int own = PeerView.UNASSIGNED;

    @Override
    public int edgeSubStreams(long nowNanos, PeerView view) {
        int subStreams = view.settings().swarm().subStreams();
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

    @Override
    public int pushTargets(PeerView view, int from, int[] targets) {
        int count = 0;
        int links = view.linkCount();
        int start = links == 0 ? 0 : view.rng().nextInt(links);
        for (int i = 0; i < links && count < Math.min(COPIES, targets.length); i++) {
            int link = (start + i) % links;
            if (link != from && view.linkReady(link)) {
                targets[count++] = link;
            }
        }
        return count;
    }
}
