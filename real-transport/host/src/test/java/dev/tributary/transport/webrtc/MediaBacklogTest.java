package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.peer.PeerConfig;
import org.junit.jupiter.api.Test;

/** A link is full by the age of what waits in it. */
final class MediaBacklogTest {
    private static final long LIMIT = PeerConfig.HELD_NANOS;

    private final MediaBacklog backlog = new MediaBacklog();

    @Test
    void whatLeavesAtOnceNeverFillsIt() {
        for (int i = 0; i < 100; i++) {
            backlog.sent(i * LIMIT, 1_000);
            assertThat(backlog.changes(i * LIMIT, 0)).isFalse();
        }
        assertThat(backlog.full()).isFalse();
        assertThat(backlog.nextLookNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void isFullWhenTheOldestHasWaitedAndNotBefore() {
        backlog.sent(0, 1_000);
        backlog.sent(LIMIT / 2, 1_000);

        assertThat(backlog.nextLookNanos()).isEqualTo(LIMIT);
        assertThat(backlog.changes(LIMIT - 1, 2_000)).isFalse();
        assertThat(backlog.changes(LIMIT, 1_500)).isTrue();
        assertThat(backlog.full()).isTrue();
        assertThat(backlog.nextLookNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void takesMoreWhenWhatWaitsIsYoungerThanHalf() {
        backlog.sent(0, 1_000);
        backlog.sent(LIMIT, 1_000);
        assertThat(backlog.changes(LIMIT, 2_000)).isTrue();

        assertThat(backlog.changes(LIMIT + 1, 1_001)).isFalse();
        assertThat(backlog.changes(LIMIT + 2, 1_000)).isTrue();
        assertThat(backlog.full()).isFalse();
        assertThat(backlog.nextLookNanos()).isEqualTo(2 * LIMIT);
    }

    @Test
    void aMessageThatIsPartlySentStillWaits() {
        backlog.sent(0, 1_000);

        assertThat(backlog.changes(2 * LIMIT, 1)).isTrue();
        assertThat(backlog.changes(3 * LIMIT, 0)).isTrue();
        assertThat(backlog.full()).isFalse();
    }
}
