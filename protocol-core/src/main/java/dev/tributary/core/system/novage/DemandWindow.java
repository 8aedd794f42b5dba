package dev.tributary.core.system.novage;

import dev.tributary.core.base.Time;
import dev.tributary.core.room.MediaSource;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;
import dev.tributary.core.strategy.PullPolicy;

/**
 * The rules of p2p-media-loader's hybrid loader (systems.md 8.1): a segment that is to be shown
 * within the window of high demand comes by HTTP when a load is free, and from a peer only
 * otherwise; one beyond comes from a peer that has it. Its request horizon is the whole buffer,
 * from the playhead to the live edge. Running HTTP loads of later segments are not cut off for
 * earlier ones: the bytes are paid for.
 */
final class DemandWindow implements PullPolicy {
    private static final long ROUND_NANOS = 200 * Time.NANOS_PER_MILLI;

    /** p2pNotReceivingBytesTimeoutMs, beyond the time that a segment may take. */
    private static final long SILENT_NANOS = 2_000 * Time.NANOS_PER_MILLI;

    private final SystemSettings system;
    private final long highNanos;
    private final long patienceNanos;
    private final RandomPrefetch prefetch;
    private final WeightedChoice choice = new WeightedChoice();

    DemandWindow(RoomSettings settings) {
        system = settings.system();
        highNanos = system.value(NovageKnob.HIGH_DEMAND) * Time.NANOS_PER_MILLI;
        patienceNanos = settings.layout().sliceNanos() + SILENT_NANOS;
        prefetch = new RandomPrefetch(system.value(NovageKnob.HTTP_LOADS));
    }

    @Override
    public long roundNanos() {
        return ROUND_NANOS;
    }

    @Override
    public long announceNanos() {
        return ROUND_NANOS;
    }

    @Override
    public int credit() {
        return 1;
    }

    @Override
    public long patienceNanos(Neighbourhood around, int link) {
        return patienceNanos;
    }

    @Override
    public boolean announcesLoads() {
        return true;
    }

    @Override
    public void round(long nowNanos, PeerView view, Neighbourhood around, Holes holes) {
        int http = system.value(NovageKnob.HTTP_LOADS);
        int peers = system.value(NovageKnob.PEER_LOADS);
        while (holes.next()) {
            http -= holes.state() == Holes.State.CDN ? 1 : 0;
            peers -= holes.state() == Holes.State.ASKED ? 1 : 0;
        }
        holes.rewind();
        while (holes.next()) {
            boolean high = holes.showNanos() - nowNanos < highNanos;
            boolean asked = holes.state() == Holes.State.ASKED;
            if (high && http > 0 && holes.fetch(MediaSource.CDN_EMERGENCY)) {
                // A load from a peer that was running goes on by HTTP.
                http--;
                peers += asked ? 1 : 0;
            } else if (peers > 0 && choice.ask(view, around, holes)) {
                peers--;
            }
        }
        prefetch.look(nowNanos, view, holes, http, highNanos);
    }
}
