package dev.tributary.core.peer;

import dev.tributary.core.base.Nullable;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.wire.Data;
import java.util.Arrays;

/**
 * Media for links whose transport takes no more at present (decision 81). It waits here and not in
 * the transport, because what is here can still be dropped when it is of no use any more.
 */
final class HeldBack {
    /**
     * A link must have been full for this part of the peer window to be judged; what was sent just
     * before counts too.
     */
    private static final int JUDGED_PART = 3;

    /** After so many of these times what is known of a link counts half. */
    private static final int AGED_PARTS = 4;

    /** A link is given up when it carries less than two of three bytes in time. */
    private static final double CARRIED_MIN = 2 / 3.0;

    private final RoomSettings settings;
    private final long judgedNanos;

    /** What one stream brings in twice the time that a transport may hold. */
    private final long creditBytes;

    /** By number; null = nothing ever waited for it. */
    private HeldLink[] links = {};

    private long orders;

    HeldBack(RoomSettings settings) {
        this.settings = settings;
        judgedNanos =
                settings.peerWindowMillis() * Time.NANOS_PER_MILLI / JUDGED_PART
                        + PeerConfig.HELD_NANOS;
        creditBytes = 2 * PeerConfig.HELD_NANOS / Time.NANOS_PER_MILLI * settings.bitrateKbps() / 8;
    }

    private @Nullable HeldLink known(int link) {
        return link < links.length ? links[link] : null;
    }

    private HeldLink of(int link) {
        if (link >= links.length) {
            links = Arrays.copyOf(links, link + 1);
        }
        HeldLink found = links[link];
        if (found == null) {
            found = new HeldLink();
            links[link] = found;
        }
        return found;
    }

    /**
     * A link takes more, or does not.
     *
     * @param recentBytes sent over it lately, much of which may still be in its transport
     */
    void takes(long nowNanos, int link, boolean more, long recentBytes) {
        if (more) {
            of(link).takes();
        } else {
            of(link).fills(nowNanos, Math.min(recentBytes, creditBytes));
        }
    }

    /** Returns whether what is sent over a link must wait here. */
    boolean holds(int link) {
        HeldLink found = known(link);
        return found != null && found.holds();
    }

    /** Keeps a message that is of no use after a time. */
    void add(long nowNanos, int link, long untilNanos, Data data) {
        of(link).add(nowNanos, new HeldLink.Waiting(link, ++orders, untilNanos, data));
    }

    /** Returns the oldest that can be sent, or is of no use any more; null = there is none. */
    @Nullable
    HeldLink.Waiting ready(long nowNanos) {
        HeldLink.Waiting first = null;
        for (HeldLink link : links) {
            HeldLink.Waiting one = link == null ? null : link.ready(nowNanos);
            if (one != null && (first == null || one.order() < first.order())) {
                first = one;
            }
        }
        return first;
    }

    /** Takes what {@link #ready} has returned out of here. */
    void remove(long nowNanos, HeldLink.Waiting first) {
        of(first.link()).removeFirst(nowNanos);
    }

    /**
     * Returns the links to give up, bit by bit: those that carry less than two thirds of what they
     * should, but for as many as what all of them carry together is enough for.
     */
    long hopeless(long nowNanos) {
        long found = 0;
        double carried = 0;
        for (int n = 0; n < links.length; n++) {
            HeldLink link = links[n];
            if (link != null && isHopeless(nowNanos, link)) {
                found |= 1L << n;
                carried += link.expectedBytes(nowNanos);
            }
        }
        long kept = 0;
        for (long rest = found; rest != 0; rest &= rest - 1) {
            int n = Long.numberOfTrailingZeros(rest);
            HeldLink link = of(n);
            if (link.owedBytes() <= carried) {
                carried -= link.owedBytes();
                link.judgeAnew(nowNanos);
                kept |= 1L << n;
            }
        }
        return found & ~kept;
    }

    private boolean isHopeless(long nowNanos, HeldLink link) {
        long waited = link.waitedNanos(nowNanos);
        if (waited < judgedNanos) {
            return false;
        }
        boolean hopeless = link.expectedBytes(nowNanos) < CARRIED_MIN * link.owedBytes();
        if (!hopeless && waited > AGED_PARTS * judgedNanos) {
            link.forgetHalf(nowNanos);
        }
        return hopeless;
    }

    /** Drops what waits of a sub-stream for a link; returns how many bytes. */
    int remove(int link, int subStream) {
        HeldLink found = known(link);
        return found == null
                ? 0
                : found.removeIf(
                        one -> settings.subStream(one.data().header().slice()) == subStream);
    }

    /** Drops what waits for a link; returns how many bytes. */
    int removeAll(int link) {
        HeldLink found = known(link);
        return found == null ? 0 : found.removeIf(one -> true);
    }

    /** A link has ended. */
    void end(int link) {
        if (link < links.length) {
            links[link] = null;
        }
    }
}
