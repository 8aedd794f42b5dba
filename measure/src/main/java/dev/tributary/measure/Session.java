package dev.tributary.measure;

/** A viewer's session as a run closes it, whether it ended before the run or with it. */
public interface Session {
    /** Returns the run time at which the viewer left, nanoseconds, or the largest value. */
    long leftNanos();

    /** Returns what the session measured, up to its end or to that of the run. */
    ViewerRow row(long endNanos);

    /** Returns the largest ratio of uploaded to downloaded bytes at any instant of the session. */
    double uploadPerDownloadMax();
}
