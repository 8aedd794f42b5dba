package dev.tributary.core.peer;

import dev.tributary.core.base.Rng;
import dev.tributary.core.link.LinkTable;
import dev.tributary.core.playout.Playout;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.ProviderState;

/** The peer as its strategy sees it. */
final class View implements PeerView {
    private final RoomSettings settings;
    private final Feeds feeds;
    private final LinkTable links;
    private final Playout playout;
    private final Entrance entrance;
    private final Rng rng;
    private int cdnSubStream = UNASSIGNED;

    View(
            RoomSettings settings,
            Feeds feeds,
            LinkTable links,
            Playout playout,
            Entrance entrance,
            Rng rng) {
        this.settings = settings;
        this.feeds = feeds;
        this.links = links;
        this.playout = playout;
        this.entrance = entrance;
        this.rng = rng;
    }

    void assign(int subStream) {
        cdnSubStream = subStream;
    }

    @Override
    public RoomSettings settings() {
        return settings;
    }

    @Override
    public int cdnSubStream() {
        return cdnSubStream;
    }

    @Override
    public ProviderState provider(int subStream) {
        return feeds.state(subStream);
    }

    @Override
    public long withoutProviderSinceNanos(int subStream) {
        return feeds.sinceNanos(subStream);
    }

    @Override
    public boolean hadProvider(int subStream) {
        return feeds.everReady(subStream);
    }

    @Override
    public int hop(int subStream) {
        return feeds.hop(subStream);
    }

    @Override
    public long bufferedNanos(long nowNanos) {
        return playout.bufferedNanos(nowNanos);
    }

    @Override
    public long joinedNanos() {
        return entrance.joinedNanos();
    }

    @Override
    public int linkCount() {
        return links.size();
    }

    @Override
    public boolean linkReady(int link) {
        return links.ready(link);
    }

    @Override
    public Rng rng() {
        return rng;
    }
}
