package dev.tributary.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * The end of a run, which makes one {@link Measurement} of what the meters of either world hold.
 */
public final class Measurements {
    private Measurements() {}

    /** Returns the measurement of a run, of all sessions that were present in the interval. */
    public static Measurement close(
            RoomMeter room, List<? extends Session> sessions, Interval interval, Outcome outcome) {
        List<ViewerRow> rows = new ArrayList<>();
        double uploadPerDownloadMax = 0;
        for (Session session : sessions) {
            if (session.leftNanos() > interval.fromNanos()) {
                rows.add(session.row(interval.endNanos()));
                uploadPerDownloadMax =
                        Math.max(uploadPerDownloadMax, session.uploadPerDownloadMax());
            }
        }
        return new Measurement(
                outcome.seed(),
                interval.fromSeconds(),
                interval.toSeconds(),
                rows,
                room.series(),
                room.latencyMillis(),
                outcome.bound(),
                room.viewerSeconds(interval.endNanos()) / interval.seconds(),
                room.peakBitsPerSecond(),
                uploadPerDownloadMax,
                outcome.violations(),
                outcome.traceHash(),
                outcome.checkpoints(),
                outcome.cost());
    }
}
