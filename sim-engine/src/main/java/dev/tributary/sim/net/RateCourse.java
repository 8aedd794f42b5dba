package dev.tributary.sim.net;

import dev.tributary.core.base.Time;
import java.util.List;

/** How the rate of a line changes in time: what it is at best, times what its waves leave of it. */
public final class RateCourse {
    /** Of a line whose rate stays. */
    public static final RateCourse LEVEL = new RateCourse(List.of());

    private static final double NANO_BITS_PER_BYTE = 8e9;

    private final RateWave[] waves;

    private RateCourse(List<RateWave> waves) {
        this.waves = waves.toArray(RateWave[]::new);
    }

    /** Returns the course of a line with waves; without any it is level. */
    public static RateCourse of(List<RateWave> waves) {
        return waves.isEmpty() ? LEVEL : new RateCourse(waves);
    }

    /** Returns whether the rate stays. */
    public boolean level() {
        return this == LEVEL;
    }

    /** Returns when the rate changes next, or {@link Time#NEVER}. */
    public long changesNanos(long nanos) {
        long next = Time.NEVER;
        for (RateWave wave : waves) {
            next = Math.min(next, wave.endsNanos(nanos));
        }
        return next;
    }

    /** Returns what a rate is at a time; at least 1, and {@link AccessLink#UNLIMITED} stays. */
    public long bitsPerSecond(long bitsPerSecond, long nanos) {
        if (waves.length == 0 || bitsPerSecond == AccessLink.UNLIMITED) {
            return bitsPerSecond;
        }
        double rate = bitsPerSecond;
        for (RateWave wave : waves) {
            rate *= wave.factor(nanos);
        }
        return Math.max(1, (long) rate);
    }

    /**
     * Returns when the last bit of what begins at a time has passed a line of this course.
     *
     * @param bitsPerSecond of the line at best
     * @param capBitsPerSecond and never more than this
     */
    public long passedNanos(long fromNanos, long bytes, long bitsPerSecond, long capBitsPerSecond) {
        double left = bytes * NANO_BITS_PER_BYTE;
        long at = fromNanos;
        while (left > 0) {
            long rate = Math.min(capBitsPerSecond, bitsPerSecond(bitsPerSecond, at));
            if (rate == AccessLink.UNLIMITED) {
                return at;
            }
            long span = changesNanos(at) - at;
            double passes = (double) rate * span;
            if (left <= passes) {
                return at + (long) Math.ceil(left / rate);
            }
            left -= passes;
            at += span;
        }
        return at;
    }

    /** Returns a line of this course, one message after another, that has a limit besides. */
    public AccessLink link(long bitsPerSecond, long capBitsPerSecond) {
        return level()
                ? new AccessLink(Math.min(bitsPerSecond, capBitsPerSecond))
                : new CourseLink(this, bitsPerSecond, capBitsPerSecond);
    }

    /** As {@link FluidLink#out}, over a line of this course. */
    public long out(
            long bitsPerSecond, long freeNanos, long firstNanos, long lastNanos, long bytes) {
        if (level() || bitsPerSecond == AccessLink.UNLIMITED) {
            return FluidLink.out(bitsPerSecond, freeNanos, firstNanos, lastNanos, bytes);
        }
        long begins = Math.max(freeNanos, firstNanos);
        long passed = passedNanos(begins, bytes, bitsPerSecond, AccessLink.UNLIMITED);
        return Math.max(lastNanos, passed);
    }
}
