package dev.tributary.core.testkit;

import dev.tributary.core.link.LinkTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The ends of links at one host of a toy world, by link number.
 *
 * @param <H> the host
 */
public final class LinkEnds<H> {
    private final H host;
    private final List<End<H>> ends = new ArrayList<>();
    private final List<End<H>> offers = new ArrayList<>();

    /** Creates the ends of a host without links. */
    public LinkEnds(H host) {
        this.host = host;
        for (int link = 0; link < LinkTable.LINKS_MAX; link++) {
            ends.add(null);
        }
    }

    /**
     * One end of a link.
     *
     * @param <H> the host
     */
    public static final class End<H> {
        private final H host;
        private final int link;
        private End<H> other;
        private boolean closed;

        private End(H host, int link) {
            this.host = host;
            this.link = link;
        }

        /** Returns whose end it is. */
        public H host() {
            return host;
        }

        /** Returns its number at its host. */
        public int link() {
            return link;
        }

        /** Returns the other end, or null before the offer is answered. */
        public End<H> other() {
            return other;
        }

        /** Returns whether it has ended at this side. */
        public boolean closed() {
            return closed;
        }
    }

    /** Makes the end of a link that this host offers. */
    public End<H> dial(int link) {
        End<H> end = new End<>(host, link);
        ends.set(link, end);
        offers.add(end);
        return end;
    }

    /** Returns how many links this host has offered. */
    public int offered() {
        return offers.size();
    }

    /** Returns the end of an offer of this host, from 0. */
    public End<H> offer(int number) {
        return offers.get(number);
    }

    /** Makes the end that answers another host's offer. */
    public End<H> answer(int link, End<H> far) {
        End<H> end = new End<>(host, link);
        ends.set(link, end);
        end.other = far;
        far.other = end;
        return end;
    }

    /** Returns the end with a number. */
    public End<H> get(int link) {
        return ends.get(link);
    }

    /** Ends a link at this side; returns the other end, or null. */
    public End<H> close(int link) {
        End<H> end = ends.set(link, null);
        end.closed = true;
        return end.other;
    }

    /** Returns how many links are up. */
    public int up() {
        int up = 0;
        for (End<H> end : ends) {
            up += end != null && end.other != null && !end.other.closed ? 1 : 0;
        }
        return up;
    }
}
