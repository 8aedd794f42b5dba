package dev.tributary.cli;

import dev.tributary.core.peer.Refusal;
import dev.tributary.live.Findings;
import java.util.Locale;

/** What live runs find beside their measurements, as text. */
final class LiveText {
    /** A run that falls behind by more says little about the protocol. */
    private static final long LATE_NANOS = 250_000_000L;

    /** As does one in which whatever takes several steps is a little late in each. */
    private static final double LATE_SHARE = 0.05;

    private LiveText() {}

    /** Returns what a run found beside its measurement; each line ends with a break. */
    static String of(Findings findings) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%d bytes played in %d slices, %s%n",
                        findings.playedBytes(),
                        findings.playedSlices(),
                        findings.wrongSlices() == 0
                                ? "each equal to the encoder's, byte for byte"
                                : findings.wrongSlices() + " OF THEM WRONG"));
        text.append(glass(findings));
        text.append(busy(findings));
        if (findings.droppedBytes() > 0) {
            text.append(findings.droppedBytes()).append(" bytes did not fit slow links\n");
        }
        for (Refusal reason : Refusal.values()) {
            long count = findings.refusals().getOrDefault(reason, 0L);
            if (count > 0) {
                String words = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                text.append("refused ").append(count).append(" x ").append(words).append('\n');
            }
        }
        if (findings.lastForgedNanos() >= 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "the last forged block came at %.1f s%n",
                            findings.lastForgedNanos() / 1e9));
        }
        return text.toString();
    }

    private static String glass(Findings findings) {
        return findings.glass().pictures() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "glass to glass %.3f s on average, at most %.3f s: %d pictures, by the"
                                + " number in their bytes%n",
                        findings.glass().meanSeconds(),
                        findings.glass().maxSeconds(),
                        findings.glass().pictures());
    }

    /** Returns a warning when the machine could not keep up, else nothing. */
    static String busy(Findings findings) {
        if (findings.lateMaxNanos() <= LATE_NANOS && findings.lateShare() <= LATE_SHARE) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "THIS MACHINE WAS TOO BUSY: the run fell behind by up to %.2f s, by more than 50 ms"
                        + " in %.0f %% of the time, and the figures are those of the machine%n",
                findings.lateMaxNanos() / 1e9,
                100 * findings.lateShare());
    }
}
