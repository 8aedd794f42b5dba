package dev.tributary.webrtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bytes from outside never cause an exception, and never more memory than the limits say. */
final class FuzzTest {
    private static final int INPUTS = 300_000;

    @Test
    void nothingFromOutsideBreaksAnAssociation() {
        SctpFuzz fuzz = new SctpFuzz(0);
        fuzz.run(INPUTS);
        // An input ends a round by a violation; most must find an association that lives.
        assertThat(fuzz.inputsPerRound()).as("%s", fuzz).isGreaterThan(100);
    }
}
