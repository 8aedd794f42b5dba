package dev.tributary.transport.mp4;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames of a track in a fragment, in decoding order. Whatever times they bring, those that are
 * written never go back and are below a day apart.
 */
public final class TrackRun {
    private static final int APART_MILLIS_MAX = 86_400_000;

    /** How long a single frame is shown of which nothing else is known. */
    private static final int ALONE_MILLIS = 40;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Integer> durations = new ArrayList<>();
    private long latestMillis;
    private long bytes;

    /** Adds the next frame. */
    public void add(Sample sample) {
        if (samples.isEmpty()) {
            latestMillis = sample.dtsMillis();
        } else {
            follow(sample.dtsMillis());
        }
        samples.add(sample);
        bytes += sample.length();
    }

    /** The frame that follows in the next fragment has this time: so long the last one lasts. */
    public void end(long nextMillis) {
        if (durations.size() < samples.size()) {
            follow(nextMillis);
        }
    }

    private void follow(long nextMillis) {
        long apart = Math.max(0, Math.min(APART_MILLIS_MAX, nextMillis - latestMillis));
        durations.add((int) apart);
        latestMillis += apart;
    }

    /** Returns how long a frame lasts; the last one as the one before where no other is known. */
    int durationMillis(int index) {
        int known = durations.size();
        int before = known == 0 ? ALONE_MILLIS : durations.get(known - 1);
        return index < known ? durations.get(index) : before;
    }

    List<Sample> samples() {
        return samples;
    }

    /** Returns the number of frames. */
    public int size() {
        return samples.size();
    }

    /** Returns the bytes of all frames. */
    public long bytes() {
        return bytes;
    }

    long firstMillis() {
        return samples.get(0).dtsMillis();
    }
}
