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
 * @param skippedSeconds media after the first frame that was given up and never shown
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
        double skippedSeconds,
        double stalledSeconds,
        int stalls,
        double stallMaxSeconds,
        double firstFrameSeconds,
        double latencyMeanSeconds,
        double latencyMaxSeconds) {
    /**
     * Returns the media that was due from the first frame on and is not shown. Who stood still for
     * a while and then went on behind what it had missed lost that once, not twice.
     */
    public double missedSeconds() {
        return Math.max(stalledSeconds, skippedSeconds);
    }
}
