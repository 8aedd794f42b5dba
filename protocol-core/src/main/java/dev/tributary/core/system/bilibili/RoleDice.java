package dev.tributary.core.system.bilibili;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;

/**
 * The roles of a viewer: for each class of blocks, whether it is a seed. From time to time it
 * counts the seeds among its neighbours and throws dice, so that on average as many change as are
 * too few or too many (seed 003, systems.md 5.3). One that cannot upload is never a seed.
 */
final class RoleDice {
    /** More copies than this are not counted on. */
    private static final int COPIES_MAX = 4;

    private final RoomSettings settings;
    private final int classes;
    private final long diceNanos;
    private final int safetyPercent;
    private int roles;
    private long nextNanos = Long.MIN_VALUE;

    RoleDice(RoomSettings settings) {
        this.settings = settings;
        classes = settings.system().value(BilibiliKnob.CLASSES);
        diceNanos = settings.system().value(BilibiliKnob.DICE) * Time.NANOS_PER_MILLI;
        safetyPercent = settings.system().value(BilibiliKnob.SAFETY);
    }

    /** Returns the classes of which the viewer is a seed, bit by bit. */
    int roles() {
        return roles;
    }

    /** Throws the dice when it is time; begins at a random time, as a member of no class. */
    void look(long nowNanos, PeerView view, Neighbourhood around) {
        if (nextNanos == Long.MIN_VALUE) {
            nextNanos = nowNanos + part(view);
        }
        if (nowNanos < nextNanos || around.uplinkKbps() == 0) {
            return;
        }
        nextNanos = nowNanos + diceNanos + part(view);
        int copies = copies(around);
        int members = 1;
        for (int link = 0; link < view.linkCount(); link++) {
            members += view.linkReady(link) ? 1 : 0;
        }
        int wanted = wanted(members, copies);
        for (int m = 0; m < classes; m++) {
            roll(view, around, m, members, wanted);
        }
    }

    private long part(PeerView view) {
        int millis = (int) (diceNanos / Time.NANOS_PER_MILLI);
        return view.rng().nextInt(millis) * Time.NANOS_PER_MILLI;
    }

    private void roll(PeerView view, Neighbourhood around, int m, int members, int wanted) {
        int bit = 1 << m;
        boolean own = (roles & bit) != 0;
        int seeds = own ? 1 : 0;
        for (int link = 0; link < view.linkCount(); link++) {
            seeds += view.linkReady(link) && (around.roles(link) & bit) != 0 ? 1 : 0;
        }
        if (!own && seeds < wanted) {
            roles |= view.rng().nextInt(members - seeds) < wanted - seeds ? bit : 0;
        } else if (own && seeds > wanted) {
            roles &= view.rng().nextInt(seeds) < seeds - wanted ? ~bit : ~0;
        }
    }

    /** Returns the seeds that supply so many viewers when each feeds some others. */
    private int wanted(int members, int copies) {
        int hundredths = safetyPercent * members;
        int each = 100 * (copies + 1);
        return Math.min(members, (hundredths + each - 1) / each);
    }

    /**
     * Returns how many copies of a class its own uplink can make, no faster than the viewer
     * downloads itself: what one viewer knows of the budget of its neighbourhood (decision 87).
     */
    private int copies(Neighbourhood around) {
        long rate = settings.bitrateKbps();
        long line = (long) around.uplinkKbps() * settings.upload().budgetPercent() / 100;
        return (int) Math.min(COPIES_MAX, classes * Math.min(line, rate) / rate);
    }
}
