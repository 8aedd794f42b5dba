package dev.tributary.measure;

import dev.tributary.core.room.Capabilities;

/**
 * What one viewing session measured within the measured interval.
 *
 * @param viewer number within the run
 * @param capabilities who it was
 * @param joinedSeconds when it joined, run time
 * @param leftSeconds when it left, or the end of the run
 * @param bytes its traffic
 * @param watchedSeconds media shown
 * @param stalledSeconds time waited after the first frame
 * @param stalls number of stalls
 * @param stallMaxSeconds longest stall
 * @param firstFrameSeconds from joining to the first frame, NaN when none was shown
 * @param latencyMeanSeconds mean of encoder time minus screen time, NaN when nothing was shown
 * @param latencyMaxSeconds its largest value
 */
public record ViewerRow(
        int viewer,
        Capabilities capabilities,
        double joinedSeconds,
        double leftSeconds,
        ByteCounts bytes,
        double watchedSeconds,
        double stalledSeconds,
        int stalls,
        double stallMaxSeconds,
        double firstFrameSeconds,
        double latencyMeanSeconds,
        double latencyMaxSeconds) {}
