package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.peer.PeerConfig;
import org.junit.jupiter.api.Test;

/** A link is full by the age of what is under way, and then by how much that is (decision 82). */
final class MediaBacklogTest {
    private static final long HELD = PeerConfig.HELD_NANOS;
    private static final long MILLI = 1_000_000L;
    private static final long RTT = 40 * MILLI;
    private static final long LATE = HELD / 2 + RTT;
    private static final long ACK_DELAY = 200 * MILLI;
    private static final int PACKET = 1_000;

    private final MediaBacklog backlog = new MediaBacklog(new LineMemory(), ACK_DELAY, PACKET);
    private long sentBytes;

    private void send(long nanos, int bytes) {
        sentBytes += bytes;
        backlog.sent(nanos, bytes);
    }

    private boolean changes(long nanos, long bytes) {
        return backlog.changes(nanos, bytes, RTT);
    }

    @Test
    void whatArrivesAtOnceNeverFillsIt() {
        for (int i = 0; i < 100; i++) {
            send(i * HELD, 10_000);
            assertThat(changes(i * HELD + RTT, 0)).isFalse();
        }
        assertThat(backlog.full()).isFalse();
        assertThat(backlog.nextLookNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void isFullWhenTheOldestIsLateAndNotBefore() {
        send(0, 10_000);
        send(LATE / 2, 10_000);

        assertThat(changes(LATE - 1, 20_000)).isFalse();
        assertThat(changes(LATE, 10_001)).isTrue();
        assertThat(backlog.full()).isTrue();
        assertThat(backlog.nextLookNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theLastTwoPacketsMayBeAcknowledgedLate() {
        send(0, 2 * PACKET);

        assertThat(backlog.nextLookNanos()).isGreaterThanOrEqualTo(HELD / 2 + ACK_DELAY);
        assertThat(changes(LATE + ACK_DELAY - 1, 2 * PACKET)).isFalse();
        assertThat(changes(LATE + ACK_DELAY, 2 * PACKET)).isTrue();
    }

    /**
     * A line of 100 bytes a millisecond, to which 500 are sent: what came before that was noticed
     * is gone after 0.8 s.
     */
    @Test
    void onceKnownTheRateTellsAtOnce() {
        long arrived = 0;
        for (int t = 0; t < 3_000; t += 5) {
            long nanos = t * MILLI;
            arrived = Math.min(sentBytes, 100L * Math.max(0, t - 40));
            changes(nanos, sentBytes - arrived);
            if (!backlog.full()) {
                send(nanos, 2_500);
                changes(nanos, sentBytes - arrived);
            }
            if (t > 800) {
                long waits = (sentBytes - arrived) / 100;
                assertThat(waits).as("ms that it holds at %s", t).isBetween(80L, 340L);
            }
        }
        assertThat(arrived).as("the line is never idle").isGreaterThan(290_000);
    }

    @Test
    void allLinksOfALineAreCarefulForTenSeconds() {
        LineMemory line = new LineMemory();
        MediaBacklog late = new MediaBacklog(line, ACK_DELAY, PACKET);
        late.sent(0, 10_000);
        assertThat(late.changes(LATE, 10_000, RTT)).isTrue();

        for (long second : new long[] {1, 9, 11}) {
            long nanos = second * 1_000 * MILLI;
            MediaBacklog other = new MediaBacklog(line, ACK_DELAY, PACKET);
            other.sent(nanos, 100_000);
            assertThat(other.changes(nanos, 100_000, RTT)).isEqualTo(second < 10);
            assertThat(other.changes(nanos + MILLI, 0, RTT)).isEqualTo(second < 10);
            assertThat(other.full()).isFalse();
        }
    }
}
