package dev.tributary.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThinningTest {
    private final Thinning thinning = new Thinning(3);

    @Test
    void aFeedThatFallsBehindLeavesASliceOut() {
        assertThat(thinning.isDue(1, 5)).isFalse();
        assertThat(thinning.isDue(1, 29)).as("too little").isFalse();
        assertThat(thinning.isDue(1, 33)).isTrue();
        thinning.leaveOut(1, 12);
        assertThat(thinning.leavesOut(1, 12)).isTrue();
        assertThat(thinning.leavesOut(1, 9)).isFalse();
        assertThat(thinning.leavesOut(2, 12)).isFalse();
    }

    @Test
    void aFeedThatCatchesUpIsLeftAlone() {
        thinning.isDue(0, 90);
        assertThat(thinning.isDue(0, 60)).isFalse();
        assertThat(thinning.isDue(0, 60)).as("as much as before").isFalse();
    }

    @Test
    void whoSendsNothingIsNotHelpedByLeavingOut() {
        thinning.isDue(0, 50);
        assertThat(thinning.isDue(0, 100)).isFalse();
    }

    /** What is under way when a slice is left out says nothing of whether that helped. */
    @Test
    void aSliceLeftOutIsWaitedFor() {
        thinning.isDue(0, 20);
        assertThat(thinning.isDue(0, 40)).isTrue();
        thinning.leaveOut(0, 7);
        assertThat(thinning.isDue(0, 60)).isFalse();
        assertThat(thinning.isDue(0, 61)).isTrue();
    }

    @Test
    void anotherFeedBeginsAnew() {
        thinning.isDue(0, 20);
        thinning.isDue(0, 40);
        thinning.leaveOut(0, 7);
        thinning.begin(0);
        assertThat(thinning.leavesOut(0, 7)).isFalse();
        assertThat(thinning.isDue(0, 60)).isFalse();
    }
}
