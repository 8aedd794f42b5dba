package dev.tributary.reports.stat;

import dev.tributary.reports.run.Run;
import java.util.List;

/**
 * What is left of a run when its replications are forgotten.
 *
 * @param summary its numbers
 * @param verdicts whether it kept its promises
 */
public record Outcome(Summary summary, List<Verdict> verdicts) {
    /** Copies the list. */
    public Outcome {
        verdicts = List.copyOf(verdicts);
    }

    /** Summarises and judges a run. */
    public static Outcome of(Run run) {
        Summary summary = Summary.of(run);
        return new Outcome(summary, Verdict.of(run, summary));
    }

    /** Returns whether every promise was kept and no invariant was broken. */
    public boolean passed() {
        return Verdict.passed(verdicts, summary);
    }
}
