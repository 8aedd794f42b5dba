package dev.tributary.core.system.youku;

import dev.tributary.core.base.Rng;
import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.PullPolicy;

/**
 * The decision of Youku, chunk by chunk: with little playable media the CDN, until there is enough;
 * else neighbours, dealt by {@link CardDealing}; and for what no neighbour has, a share of the
 * viewers takes it from the CDN. Each finds out for itself whether it is one of them, by a hash, so
 * that nobody must be told (systems.md 3.4, decision 88).
 */
final class BufferGate implements PullPolicy {
    private static final int HUNDRED = 100;
    private static final long PATIENCE_MIN_NANOS = 400 * Time.NANOS_PER_MILLI;
    private static final long PATIENCE_MAX_NANOS = 2_000 * Time.NANOS_PER_MILLI;

    private final SystemSettings system;
    private final long belowNanos;
    private final long untilNanos;
    private final CardDealing dealing = new CardDealing();
    private final Review review;
    private boolean fromCdn = true;

    BufferGate(RoomSettings settings) {
        system = settings.system();
        belowNanos = nanos(YoukuKnob.CDN_BELOW);
        untilNanos = Math.max(belowNanos, nanos(YoukuKnob.CDN_UNTIL));
        review = new Review(nanos(YoukuKnob.REVIEW));
    }

    private long nanos(YoukuKnob knob) {
        return system.value(knob) * Time.NANOS_PER_MILLI;
    }

    @Override
    public long roundNanos() {
        return nanos(YoukuKnob.TICK);
    }

    @Override
    public long announceNanos() {
        return nanos(YoukuKnob.TICK);
    }

    @Override
    public int credit() {
        return system.value(YoukuKnob.CREDIT);
    }

    @Override
    public long patienceNanos(Neighbourhood around, int link) {
        long twice = 2L * around.serviceMillis(link) * Time.NANOS_PER_MILLI;
        return twice == 0
                ? PATIENCE_MAX_NANOS
                : Math.max(PATIENCE_MIN_NANOS, Math.min(PATIENCE_MAX_NANOS, twice));
    }

    @Override
    public void round(long nowNanos, PeerView view, Neighbourhood around, Holes holes) {
        long buffered = view.bufferedNanos(nowNanos);
        fromCdn = fromCdn ? buffered < untilNanos : buffered < belowNanos;
        dealing.begin(view, around);
        boolean first = true;
        while (holes.next()) {
            long leftNanos = holes.showNanos() - nowNanos;
            // What is missing first is what keeps the buffer short, whoever was asked for it.
            boolean wanted = first || holes.state() == Holes.State.OPEN;
            first = false;
            if (fromCdn && wanted && leftNanos < untilNanos) {
                holes.fetch(MediaSource.CDN_FALLBACK);
            }
            // Also what the CDN did not take.
            if (holes.state() == Holes.State.OPEN) {
                seek(around, holes, leftNanos);
            }
        }
        dealing.deal(holes, around);
        review.look(nowNanos, view, around);
    }

    private void seek(Neighbourhood around, Holes holes, long leftNanos) {
        if (holes.holders() != 0) {
            dealing.add(holes);
        } else if (leftNanos > belowNanos && selected(around.self(), holes)) {
            holes.fetch(MediaSource.CDN_OWN);
        }
    }

    private boolean selected(int self, Holes holes) {
        int hash = Rng.mix(Rng.mix(self + 0x9e3779b9 * holes.slice()) ^ holes.piece());
        return (hash >>> 1) % HUNDRED < system.value(YoukuKnob.SWITCH);
    }
}
