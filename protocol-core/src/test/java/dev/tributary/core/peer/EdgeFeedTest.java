package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.store.SliceBuffer;
import dev.tributary.core.testkit.Rooms;
import org.junit.jupiter.api.Test;

class EdgeFeedTest {
    private final SliceBuffer buffer = new SliceBuffer(Rooms.LAYOUT, 10_000);
    private final RecordingOutput output = new RecordingOutput();
    private final Integrity integrity = new Integrity(buffer, output, 1 << 20, 0);
    private final EdgeFeed edge = new EdgeFeed(Rooms.douyu(), buffer, integrity, output, 0);

    @Test
    void givingUpASubStreamKeepsWhatWasPromised() {
        edge.stream(0b111, 1, 1);
        for (int s : new int[] {1, 2, 3, 5}) {
            buffer.add(Rooms.whole(s, 0));
        }
        edge.stream(0b001, 1, 1);

        assertThat(output.effects).containsExactly("stream 111 from 1", "stream 1 from 6");
        assertThat(edge.covered(4)).isTrue();
        assertThat(edge.covered(6)).isFalse();
        assertThat(edge.covered(7)).isTrue();
    }

    /**
     * The line of a slice passes once, while the edge has promised it: nobody asks for it again.
     */
    @Test
    void givingUpASubStreamKeepsWhatIsPastItsLine() {
        edge.stream(0b111, 1, 1);
        buffer.add(Rooms.whole(1, 0));
        edge.stream(0b001, 1, 6);

        assertThat(output.effects).endsWith("stream 1 from 6");
        for (int s = 2; s < 6; s++) {
            assertThat(edge.covered(s)).as("slice %s", s).isTrue();
        }
        assertThat(edge.covered(6)).isFalse();
        assertThat(edge.covered(7)).isTrue();
    }

    @Test
    void addedSubStreamBeginsAtItsFirstHole() {
        edge.stream(0b001, 1, 1);
        for (int s : new int[] {1, 2, 4, 7, 8}) {
            buffer.add(Rooms.whole(s, 1));
        }
        edge.stream(0b011, 1, 1);

        assertThat(output.effects).endsWith("stream 11 from 5");
        assertThat(edge.covered(5)).isTrue();
        assertThat(edge.covered(6)).isFalse();
    }

    @Test
    void failedFetchIsAskedAgainAfterHalfASecond() {
        edge.fetch(7);
        assertThat(edge.covered(7)).isTrue();
        edge.onFailed(Rooms.SECOND, 1);
        assertThat(edge.covered(7)).isFalse();
        assertThat(edge.nextDeadlineNanos()).isEqualTo(1_500 * Rooms.MILLI);
        assertThat(edge.retry(1_499 * Rooms.MILLI, 1)).isFalse();
        assertThat(edge.retry(1_500 * Rooms.MILLI, 1)).isTrue();
        assertThat(edge.nextDeadlineNanos()).isEqualTo(Time.NEVER);
    }

    @Test
    void failureOfOneOfManyFetchesFreesItsSliceAlone() {
        for (int s = 1; s <= 30; s++) {
            edge.fetch(s);
        }
        edge.onFailed(0, 1);

        assertThat(edge.covered(1)).isFalse();
        assertThat(edge.covered(2)).isTrue();
        assertThat(edge.covered(30)).isTrue();
        edge.onFailed(0, 77);
        assertThat(edge.covered(30)).as("nobody asked for that").isTrue();
    }

    @Test
    void oldestOfTooManyFetchesIsCountedOnNoLonger() {
        edge.fetch(1);
        for (int i = 0; i < 255; i++) {
            edge.fetch(2);
        }
        assertThat(edge.covered(1)).isTrue();
        edge.fetch(2);

        assertThat(edge.covered(1)).isFalse();
        assertThat(edge.covered(2)).isTrue();
    }

    @Test
    void failedStreamIsOpenedAgainOnce() {
        edge.stream(0b001, 1, 1);
        edge.onFailed(0, 0);
        edge.onFailed(100 * Rooms.MILLI, 0);
        assertThat(edge.covered(1)).isFalse();
        output.clear();
        edge.retry(500 * Rooms.MILLI, 1);

        assertThat(output.effects).containsExactly("stream 1 from 1");
        assertThat(edge.covered(1)).isTrue();
    }

    @Test
    void failureWithoutAStreamOpensNone() {
        edge.onFailed(0, 0);
        edge.retry(500 * Rooms.MILLI, 1);

        assertThat(output.effects).isEmpty();
    }

    @Test
    void edgeThatIsSilentWhileTheViewerWaitsIsAskedAgain() {
        edge.stream(0b111, 1, 1);
        assertThat(edge.silent(0, true)).isFalse();
        edge.onMedia(2 * Rooms.SECOND);
        assertThat(edge.silent(6_999 * Rooms.MILLI, true)).isFalse();
        assertThat(edge.nextDeadlineNanos()).isEqualTo(7 * Rooms.SECOND);
        assertThat(edge.silent(7 * Rooms.SECOND, true)).isTrue();

        assertThat(edge.covered(1)).isFalse();
        assertThat(edge.silent(8 * Rooms.SECOND, false)).isFalse();
        assertThat(edge.silent(13 * Rooms.SECOND, true)).isFalse();
    }
}
