package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.peer.PeerConfig;
import dev.tributary.webrtc.sctp.SctpAssociation;
import org.junit.jupiter.api.Test;

/** When a link is full, by what its association says (decision 82). */
final class MediaBacklogTest {
    private static final long HELD = PeerConfig.HELD_NANOS;
    private static final long MILLI = 1_000_000L;
    private static final long RTT = 40 * MILLI;
    private static final long LATE = HELD / 2 + RTT;
    private static final long ACK_DELAY = 200 * MILLI;
    private static final int PACKET = 1_000;

    private final LineMemory line = new LineMemory();
    private final MediaBacklog backlog = new MediaBacklog(line, ACK_DELAY, PACKET);

    private boolean unsent(long nanos, long bytes) {
        return backlog.changes(
                nanos,
                new MediaBacklog.Look(bytes, 0, SctpAssociation.NEVER, SctpAssociation.NEVER, RTT));
    }

    private static boolean underWay(MediaBacklog link, long nanos, long bytes, long sentNanos) {
        return link.changes(nanos, new MediaBacklog.Look(0, bytes, sentNanos, sentNanos, RTT));
    }

    @Test
    void whatArrivesAtOnceNeverFillsIt() {
        for (int i = 0; i < 100; i++) {
            backlog.accepted(i * HELD, 10_000);
            assertThat(underWay(backlog, i * HELD, 10_000, i * HELD)).isFalse();
            assertThat(unsent(i * HELD + RTT, 0)).isFalse();
        }
        assertThat(backlog.full()).isFalse();
        assertThat(backlog.nextLookNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(line.wasFull(100 * HELD)).isFalse();
    }

    @Test
    void isFullWhileTheOldestWaitsToBeSent() {
        backlog.accepted(0, 1_000);
        backlog.accepted(HELD / 2, 1_000);

        assertThat(unsent(HELD - 1, 2_000)).isFalse();
        assertThat(backlog.nextLookNanos()).isEqualTo(HELD);
        assertThat(unsent(HELD, 1_500)).isTrue();
        assertThat(backlog.nextLookNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(unsent(HELD + 1, 1_000)).as("that is half as old").isFalse();
        backlog.accepted(HELD + 2, 1_000);
        assertThat(unsent(HELD + 3, 1_000)).isTrue();
        assertThat(backlog.full()).isFalse();
        assertThat(line.wasFull(HELD + 3)).as("congestion control is no full line").isFalse();
    }

    @Test
    void whatDoesNotArriveShowsThatTheLineIsFull() {
        backlog.accepted(0, 10_000);

        assertThat(underWay(backlog, LATE - 1, 10_000, 0)).isFalse();
        assertThat(backlog.nextLookNanos()).isEqualTo(LATE);
        assertThat(underWay(backlog, LATE, 10_000, 0)).isTrue();
        assertThat(line.wasFull(LATE)).isTrue();
        assertThat(underWay(backlog, LATE + MILLI, 0, SctpAssociation.NEVER)).isTrue();
        assertThat(backlog.full()).isFalse();
    }

    @Test
    void theLastTwoPacketsMayBeAcknowledgedLate() {
        backlog.accepted(0, 2 * PACKET);

        MediaBacklog.Look last = new MediaBacklog.Look(0, PACKET, 0, SctpAssociation.NEVER, RTT);
        backlog.changes(LATE, last);
        assertThat(line.wasFull(LATE)).isFalse();
        assertThat(backlog.nextLookNanos()).isEqualTo(LATE + ACK_DELAY);
        backlog.changes(LATE + ACK_DELAY, last);
        assertThat(line.wasFull(LATE + ACK_DELAY)).isTrue();
        assertThat(backlog.nextLookNanos()).as("not at once again").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void allLinksOfALineAreCarefulForTenSeconds() {
        backlog.accepted(0, 10_000);
        underWay(backlog, LATE, 10_000, 0);

        for (long second : new long[] {1, 9, 11}) {
            long nanos = second * 1_000 * MILLI;
            MediaBacklog other = new MediaBacklog(line, ACK_DELAY, PACKET);
            other.accepted(nanos, 100_000);
            assertThat(underWay(other, nanos, 100_000, nanos)).isEqualTo(second < 10);
        }
    }
}
