package dev.tributary.core.system.random;

import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ServePolicy;

/**
 * Each new slice goes to links drawn at random. Nobody knows who has what, so many slices come
 * twice or not at all.
 */
final class RandomPush implements ServePolicy {
    /** Copies made of a slice by everybody who receives it. */
    private static final int COPIES = 2;

    @Override
    public int pushTargetsMax() {
        return COPIES;
    }

    @Override
    public int pushTargets(PeerView view, int from, int[] targets) {
        int count = 0;
        int links = view.linkCount();
        int start = links == 0 ? 0 : view.rng().nextInt(links);
        for (int i = 0; i < links && count < targets.length; i++) {
            int link = (start + i) % links;
            if (link != from && view.linkReady(link)) {
                targets[count++] = link;
            }
        }
        return count;
    }
}
