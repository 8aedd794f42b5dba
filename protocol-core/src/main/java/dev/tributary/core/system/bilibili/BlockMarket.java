package dev.tributary.core.system.bilibili;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.PullPolicy;
import dev.tributary.core.strategy.RarestFirst;

/**
 * What a viewer of Bilibili does with each block: of the classes that it is a seed of it takes
 * blocks from the CDN as soon as they are listed; the others it waits for, and pulls from a random
 * holder, the rarest first.
 */
final class BlockMarket implements PullPolicy {
    private static final long ROUND_NANOS = 200 * Time.NANOS_PER_MILLI;

    private final RoomSettings settings;
    private final RoleDice dice;
    private final int classes;
    private final RarestFirst rarest = new RarestFirst();

    BlockMarket(RoomSettings settings) {
        this.settings = settings;
        classes = settings.system().value(BilibiliKnob.CLASSES);
        dice = new RoleDice(settings);
    }

    @Override
    public long roundNanos() {
        return ROUND_NANOS;
    }

    @Override
    public long announceNanos() {
        return settings.system().value(BilibiliKnob.STATUS) * Time.NANOS_PER_MILLI;
    }

    @Override
    public int credit() {
        return settings.system().value(BilibiliKnob.CREDIT);
    }

    @Override
    public int roles() {
        return dice.roles();
    }

    @Override
    public void round(long nowNanos, PeerView view, Neighbourhood around, Holes holes) {
        dice.look(nowNanos, view, around);
        rarest.clear();
        while (holes.next()) {
            if (holes.state() != Holes.State.OPEN) {
                continue;
            }
            if ((dice.roles() & 1 << blockClass(holes)) != 0) {
                holes.fetch(MediaSource.CDN_OWN);
            } else if (holes.holders() != 0) {
                rarest.add(holes);
            }
        }
        rarest.ask(holes, view.rng());
    }

    /** Also of segments with fewer blocks than classes each class has some. */
    private int blockClass(Holes holes) {
        return (int) (((long) holes.slice() * holes.pieces() + holes.piece()) % classes);
    }
}
