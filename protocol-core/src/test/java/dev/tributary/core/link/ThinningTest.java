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

    /** Its line may come long after the next one is left out: it must not be blamed on anybody. */
    @Test
    void slicesLeftOutBeforeAreRemembered() {
        for (int slice : new int[] {4, 13, 22, 85}) {
            thinning.leaveOut(0, slice);
        }
        for (int slice = 1; slice <= 100; slice++) {
            boolean left = slice == 4 || slice == 13 || slice == 22 || slice == 85;
            assertThat(thinning.leavesOut(0, slice)).as("slice %d", slice).isEqualTo(left);
        }
        thinning.leaveOut(0, 85 + 3 * 64);
        assertThat(thinning.leavesOut(0, 85)).as("64 rounds ago").isFalse();
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
