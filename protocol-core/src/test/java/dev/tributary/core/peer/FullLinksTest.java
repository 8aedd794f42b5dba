package dev.tributary.core.peer;

import static dev.tributary.core.testkit.Rooms.MILLI;
import static dev.tributary.core.testkit.Rooms.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.base.Time;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import org.junit.jupiter.api.Test;

/** What waits for links that take no more (decision 81). The peer window is 6 s. */
final class FullLinksTest {
    private static final int FULL = 1;
    private static final int OPEN = 2;

    private final RecordingOutput output = new RecordingOutput();

    /** 80,000 kbit/s: a slice of 100,000 bytes takes 10 ms. */
    private final UploadQueue uploads =
            new UploadQueue(Rooms.douyu(), 80_000, new Ledger(0), output, PeerObserver.NONE);

    private static Data slice(int number) {
        return Rooms.whole(number, 1);
    }

    private void drainUntil(long nanos) {
        while (uploads.nextDeadlineNanos() <= nanos) {
            uploads.drain(uploads.nextDeadlineNanos());
        }
    }

    private void full(int link, int slices) {
        uploads.takes(0, link, false);
        for (int i = 1; i <= slices; i++) {
            uploads.add(0, link, slice(i));
        }
        drainUntil(0);
    }

    @Test
    void aFullLinkKeepsNobodyElseWaiting() {
        full(FULL, 3);
        uploads.add(0, OPEN, slice(4));
        drainUntil(10 * MILLI);

        assertThat(output.on(FULL, Data.class)).isEmpty();
        assertThat(output.on(OPEN, Data.class)).hasSize(1);
        assertThat(uploads.bytes(FULL)).isEqualTo(300_000);
        assertThat(uploads.nextDeadlineNanos()).as("nothing can be sent").isEqualTo(Time.NEVER);
    }

    @Test
    void whatWaitedGoesInOrderAndBeforeWhatCameLater() {
        full(FULL, 2);
        uploads.takes(0, FULL, true);
        uploads.add(0, FULL, slice(3));
        drainUntil(SECOND);

        assertThat(output.on(FULL, Data.class))
                .extracting(data -> data.header().slice())
                .containsExactly(1, 2, 3);
        assertThat(uploads.bytes(FULL)).isZero();
    }

    @Test
    void whatWouldComeTooLateIsDropped() {
        full(FULL, 1);
        uploads.takes(0, FULL, true);
        uploads.drain(6 * SECOND - PeerConfig.HELD_NANOS + 1);

        assertThat(output.sent).isEmpty();
        assertThat(uploads.bytes(FULL)).isZero();
    }

    @Test
    void whatIsRemovedAndALinkThatEndsLeaveNothingBehind() {
        full(FULL, 6);
        uploads.remove(FULL, 0);
        assertThat(uploads.bytes(FULL)).as("slices 1 and 4 are gone").isEqualTo(400_000);
        uploads.removeLink(FULL);
        assertThat(uploads.bytes(FULL)).isZero();
        uploads.add(0, FULL, slice(7));
        drainUntil(SECOND);

        assertThat(output.on(FULL, Data.class)).as("another link, of its number").hasSize(1);
    }

    @Test
    void aLinkThatTakesNothingIsHopelessAfterAThirdOfTheWindow() {
        full(FULL, 1);
        assertThat(uploads.hopeless(2 * SECOND - 1)).isZero();
        assertThat(uploads.hopeless(2 * SECOND)).isEqualTo(1 << FULL);
        uploads.forget(FULL);

        assertThat(uploads.hopeless(2 * SECOND)).isZero();
        assertThat(uploads.bytes(FULL)).isZero();
    }

    /** What was sent just before shows that the link carries: a slice in 2.25 s, of two. */
    @Test
    void whatWasSentJustBeforeCountsAsCarried() {
        for (int link : new int[] {FULL, OPEN}) {
            if (link == FULL) {
                uploads.add(0, link, slice(1));
                drainUntil(100 * MILLI);
            }
            uploads.takes(200 * MILLI, link, false);
            uploads.add(200 * MILLI, link, slice(2));
        }
        drainUntil(300 * MILLI);

        assertThat(uploads.hopeless(2_300 * MILLI)).isEqualTo(1 << OPEN);
    }

    /** Ten links that get half of what they should: five of them can have it all. */
    @Test
    void asManyAreKeptAsAllTogetherCarry() {
        for (int link = 0; link < 10; link++) {
            uploads.takes(0, link, false);
            uploads.add(0, link, slice(1));
            uploads.add(0, link, slice(2));
        }
        drainUntil(0);
        for (int link = 0; link < 10; link++) {
            long nanos = (link + 1) * (10 * MILLI);
            uploads.takes(nanos, link, true);
            uploads.drain(nanos);
            uploads.takes(nanos, link, false);
        }
        long given = uploads.hopeless(6 * SECOND);

        assertThat(Long.bitCount(given)).isEqualTo(5);
    }

    /** Each second a slice is to go; the link takes one whenever the rate says. */
    private int hopelessAfter(int slices, long everyNanos) {
        full(FULL, 1);
        long taken = 0;
        for (int s = 1; s <= slices; s++) {
            uploads.add(s * SECOND, FULL, slice(s + 1));
            while (taken + everyNanos <= s * SECOND) {
                taken += everyNanos;
                uploads.takes(s * SECOND, FULL, true);
                uploads.drain(s * SECOND);
                uploads.takes(s * SECOND, FULL, false);
            }
            drainUntil(s * SECOND);
            if (uploads.hopeless(s * SECOND) != 0) {
                return s;
            }
        }
        return 0;
    }

    @Test
    void aLinkThatCarriesFourFifthsIsNot() {
        assertThat(hopelessAfter(60, SECOND * 5 / 4)).isZero();
    }

    @Test
    void aLinkThatCarriesATenthIsSoon() {
        assertThat(hopelessAfter(60, 10 * SECOND)).isBetween(2, 3);
    }

    @Test
    void aLinkThatCarriesHalfIsInTheEnd() {
        assertThat(hopelessAfter(60, 2 * SECOND)).isBetween(3, 40);
    }
}
