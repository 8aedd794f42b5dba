package dev.tributary.transport.player;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what a viewer's user would otherwise have to guess: that media comes, stands
 * still and goes on, that nobody shares, that players wait. Each once until it has changed, and no
 * more than once a minute. Looks about once a second, at the times that it is given.
 */
final class ViewerNews {
    private static final Logger LOG = LoggerFactory.getLogger(ViewerNews.class);

    private final Matter media =
            new Matter(
                    15,
                    "no media for %d s: is the stream published, and do"
                            + " scheduler and edge know its key?");
    private final Matter standstill =
            new Matter(
                    5,
                    "the screen has stood still for %d s: nothing of what comes next has arrived"
                            + " from edge or viewers; the publisher may be away");
    private final Matter alone =
            new Matter(
                    60,
                    "no other viewer is linked for %d s, all comes from"
                            + " the CDN: either nobody else watches, or UDP does not get through (--nat says how"
                            + " this network treats it, --lab lets viewers of one machine or network meet)");
    private final Matter waiting =
            new Matter(
                    10,
                    "players have waited for %d s for a keyframe, or"
                            + " for the start of the FLV: the encoder should send one every second or two");
    private final Matter large =
            new Matter(
                    0,
                    "slices are larger than the room allows, so that no"
                            + " viewer takes them from another: give scheduler and tracker a scenario with the"
                            + " stream's bit rate (stream.bitrate)");
    private final Matter length =
            new Matter(
                    0,
                    "slices are not as long as the room says: give the origin the room's"
                            + " protocol.slice in milliseconds as --slice, or scheduler and tracker"
                            + " a room with the origin's");
    private long bytes;
    private int implausible;

    /**
     * How things are.
     *
     * @param refused slices of other viewers that were too large so far
     * @param misfits whether slices are of another length than the room says
     * @param players that are connected and get nothing yet
     */
    void look(long nowNanos, ViewerStatus status, int refused, boolean misfits, int players) {
        long now = status.peerBytes() + status.cdnBytes();
        boolean comes = now > bytes;
        bytes = now;
        media.is(!comes && !status.stalled(), nowNanos, "media comes");
        standstill.is(status.stalled(), nowNanos, "the screen goes on");
        alone.is(status.links() == 0 && now > 0, nowNanos, "linked with another viewer");
        waiting.is(players > 0 && now > 0, nowNanos, "players get media");
        large.is(refused > implausible, nowNanos, null);
        implausible = refused;
        length.is(misfits, nowNanos, "slices are as long as the room says");
    }

    /** Something that may be wrong, and for how long it has been. */
    private static final class Matter {
        private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

        private final long patienceNanos;
        private final String complaint;
        private long sinceNanos;
        private long saidNanos;
        private boolean wrong;
        private boolean ever;
        private boolean said;

        Matter(int patienceSeconds, String complaint) {
            patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
            this.complaint = complaint;
        }

        void is(boolean wrongNow, long nowNanos, String relief) {
            if (wrongNow && !wrong) {
                sinceNanos = nowNanos;
            }
            wrong = wrongNow;
            boolean late = wrongNow && nowNanos - sinceNanos >= patienceNanos;
            if (late && !said && (!ever || nowNanos - saidNanos >= MINUTE_NANOS)) {
                said = true;
                ever = true;
                saidNanos = nowNanos;
                LOG.warn(String.format(complaint, (nowNanos - sinceNanos) / 1_000_000_000));
            } else if (!wrongNow && said) {
                said = false;
                if (relief != null) {
                    LOG.info(relief);
                }
            }
        }
    }
}
