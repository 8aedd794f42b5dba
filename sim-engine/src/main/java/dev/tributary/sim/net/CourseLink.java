package dev.tributary.sim.net;

/** A first-in first-out line whose rate changes in time, also while a message leaves. */
public class CourseLink extends AccessLink {
    private final RateCourse course;
    private final long capBitsPerSecond;
    private long freeNanos;

    /** An idle line; see {@link RateCourse#passedNanos}. */
    public CourseLink(RateCourse course, long bitsPerSecond, long capBitsPerSecond) {
        super(bitsPerSecond);
        this.course = course;
        this.capBitsPerSecond = capBitsPerSecond;
    }

    @Override
    public long enqueue(long nowNanos, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes);
        }
        long begins = Math.max(nowNanos, freeNanos);
        freeNanos = course.passedNanos(begins, bytes, super.bitsPerSecond(), capBitsPerSecond);
        return freeNanos;
    }

    @Override
    public long freeAtNanos() {
        return freeNanos;
    }

    /** The rate on average over time. */
    @Override
    public long bitsPerSecond() {
        return Math.min(super.bitsPerSecond(), capBitsPerSecond);
    }
}
