package dev.tributary.live;

import dev.tributary.core.peer.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a live run found beside its measurement; on the viewers' event loop. */
public final class Findings {
    private static final int KEPT = 50;

    /** Later than this, what happens in several steps comes noticeably later too. */
    private static final long LATE_NANOS = 50_000_000L;

    private final List<String> violations = new ArrayList<>();
    private final Map<Refusal, Long> refusals = new EnumMap<>(Refusal.class);
    private final GlassToGlass glass = new GlassToGlass();
    private long playedBytes;
    private long lateMaxNanos;
    private int looks;
    private int late;
    private long playedSlices;
    private long wrongSlices;
    private long droppedBytes;
    private long lastForgedNanos = -1;

    void violation(String what) {
        if (violations.size() < KEPT) {
            violations.add(what);
        }
    }

    void refused(int viewer, long nowNanos, Refusal reason) {
        refusals.merge(reason, 1L, Long::sum);
        if (reason == Refusal.FORGED) {
            lastForgedNanos = nowNanos;
        }
    }

    void played(int bytes) {
        playedBytes += bytes;
        playedSlices++;
    }

    void late(long nanos) {
        lateMaxNanos = Math.max(lateMaxNanos, nanos);
        looks++;
        late += nanos > LATE_NANOS ? 1 : 0;
    }

    void wrong() {
        wrongSlices++;
    }

    void dropped(int bytes) {
        droppedBytes += bytes;
    }

    /** Returns how long pictures took from the camera to the screens. */
    public GlassToGlass glass() {
        return glass;
    }

    /** Returns broken rules, each in words. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Returns how often viewers did not take something, by reason. */
    public Map<Refusal, Long> refusals() {
        return Map.copyOf(refusals);
    }

    /** Returns the bytes that were played and compared with the encoder's. */
    public long playedBytes() {
        return playedBytes;
    }

    /**
     * Returns by how much the run fell behind the clock at worst: with more than a fraction of a
     * second the machine was too busy, and the figures are those of the machine.
     */
    public long lateMaxNanos() {
        return lateMaxNanos;
    }

    /** Returns the share of the time in which the run was more than 50 ms behind, 0..1. */
    public double lateShare() {
        return looks == 0 ? 0 : (double) late / looks;
    }

    /** Returns the slices that were played. */
    public long playedSlices() {
        return playedSlices;
    }

    /** Returns those of them that were not what was encoded. */
    public long wrongSlices() {
        return wrongSlices;
    }

    /** Returns the media bytes that links were too slow to take. */
    public long droppedBytes() {
        return droppedBytes;
    }

    /** Returns the run time of the last forged block that somebody got, or -1. */
    public long lastForgedNanos() {
        return lastForgedNanos;
    }
}
