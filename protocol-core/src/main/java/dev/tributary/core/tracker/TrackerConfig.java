package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import dev.tributary.core.nat.SymmetricSeeds;

/**
 * Limits and periods of a tracker.
 *
 * @param reportMillis period of {@link dev.tributary.core.wire.Report} asked from viewers; one
 *     silent for three of them is expired (systems.md 2.3: 5 s)
 * @param roomViewersMax members of one room; further ones are rejected as FULL
 * @param messagesPerSecond sustained messages per connection; ten trickled candidates for each of
 *     ten links within a few seconds must pass, hence more than reliability.md T9's 20
 * @param messageBurst messages that a connection may send at once on top; as many again over the
 *     limit are dropped, then the connection is closed
 * @param debounceMillis a slot changes at most once per so long on behalf of its viewer's troubles
 *     (systems.md 2.3: at most 2 s)
 * @param retryMillis period at which waiting sub-streams are looked at again
 * @param failedMillis how long a viewer is not given a provider again that failed it
 * @param complainers distinct viewers whose trouble within {@code quarantineMillis} quarantines a
 *     provider (reliability.md T6 asks for 3 when identities are cheap)
 * @param quarantineMillis how long such a provider gets no new children
 * @param sample candidates looked at per bucket of equal providers
 * @param signals what viewers may say to each other
 * @param symmetricSeeds whether viewers behind symmetric NATs may be seeds
 */
public record TrackerConfig(
        int reportMillis,
        int roomViewersMax,
        int messagesPerSecond,
        int messageBurst,
        int debounceMillis,
        int retryMillis,
        int failedMillis,
        int complainers,
        int quarantineMillis,
        int sample,
        SignalRule signals,
        SymmetricSeeds symmetricSeeds) {
    /** Most experiences with providers in one report. */
    public static final int REPORT_PROVIDERS_MAX = 64;

    /** Checks the ranges. */
    public TrackerConfig {
        Check.range("reportMillis", reportMillis, 100, 600_000);
        Check.range("roomViewersMax", roomViewersMax, 1, 10_000_000);
        Check.range("messagesPerSecond", messagesPerSecond, 1, 100_000);
        Check.range("messageBurst", messageBurst, 1, 1_000_000);
        Check.range("debounceMillis", debounceMillis, 0, 60_000);
        Check.range("retryMillis", retryMillis, 10, 60_000);
        Check.range("failedMillis", failedMillis, 0, 3_600_000);
        Check.range("complainers", complainers, 1, 8);
        Check.range("quarantineMillis", quarantineMillis, 1, 3_600_000);
        Check.range("sample", sample, 1, 256);
    }

    /** Returns the same with another rule for signals. */
    public TrackerConfig withSignals(SignalRule rule) {
        return new TrackerConfig(
                reportMillis,
                roomViewersMax,
                messagesPerSecond,
                messageBurst,
                debounceMillis,
                retryMillis,
                failedMillis,
                complainers,
                quarantineMillis,
                sample,
                rule,
                symmetricSeeds);
    }

    /** Returns the same with another rule for seeds behind symmetric NATs. */
    public TrackerConfig withSymmetricSeeds(SymmetricSeeds rule) {
        return new TrackerConfig(
                reportMillis,
                roomViewersMax,
                messagesPerSecond,
                messageBurst,
                debounceMillis,
                retryMillis,
                failedMillis,
                complainers,
                quarantineMillis,
                sample,
                signals,
                rule);
    }

    /** The values of systems.md 2.3 and of the issue that asked for the tracker. */
    public static TrackerConfig defaults() {
        return new TrackerConfig(
                5_000,
                2_000_000,
                50,
                400,
                1_000,
                2_000,
                60_000,
                2,
                30_000,
                16,
                SignalRule.STRUCTURED,
                SymmetricSeeds.NEVER);
    }
}
