package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.link.LinkTable.State;
import dev.tributary.core.strategy.ProviderState;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import dev.tributary.core.wire.Unsubscribe;
import org.junit.jupiter.api.Test;

class FeedsTest {
    private final RecordingOutput output = new RecordingOutput();
    private final Courier courier = new Courier(output, PeerObserver.NONE);
    private final LinkTable links = new LinkTable();
    private final Signalling signalling =
            new Signalling(Rooms.STREAM, Rooms.douyu(), links, output, courier);
    private final Feeds feeds = new Feeds(3, links, signalling, courier);

    FeedsTest() {
        courier.trackerReady(true);
    }

    private int ready(int session) {
        int link = links.find(session);
        links.advance(0, link, State.READY);
        feeds.onLinkReady(session);
        return link;
    }

    /** Slices 5, 8, 11 ...: when 11 begins while 8 is less complete than 5 was, 14 is left out. */
    @Test
    void aFeedThatFallsBehindLeavesTheNextSliceOut() {
        feeds.assign(0, new Slot(1, 7, 8));
        int link = ready(7);
        feeds.subscribe(1, link, 5);
        feeds.onNext(1, 20, 11);
        feeds.onNext(1, 40, 14);

        assertThat(output.on(link, Subscribe.class))
                .containsExactly(new Subscribe(1, 5), new Subscribe(1, 17));
        assertThat(feeds.leavesOut(1, 14)).isTrue();
        feeds.pause(1);
        assertThat(feeds.leavesOut(1, 14)).as("not fed at all").isFalse();
    }

    @Test
    void providerIsConnectedThenReadyThenSubscribedOnce() {
        feeds.assign(0, new Slot(1, 7, 8));
        assertThat(feeds.state(1)).isEqualTo(ProviderState.CONNECTING);
        assertThat(feeds.unsubscribedLink(1)).isEqualTo(LinkTable.NO_LINK);
        int link = ready(7);
        assertThat(feeds.everReady(1)).isTrue();
        assertThat(feeds.unsubscribedLink(1)).isEqualTo(link);
        feeds.subscribe(1, link, 5);

        assertThat(feeds.unsubscribedLink(1)).isEqualTo(LinkTable.NO_LINK);
        assertThat(output.on(link, Subscribe.class)).containsExactly(new Subscribe(1, 5));
    }

    @Test
    void newAssignmentEndsTheOldSubscription() {
        feeds.assign(0, new Slot(1, 7, 0));
        int link = ready(7);
        feeds.subscribe(1, link, 5);
        feeds.assign(9, new Slot(1, 8, 7));

        assertThat(output.on(link, Unsubscribe.class)).containsExactly(new Unsubscribe(1));
        assertThat(feeds.sinceNanos(1)).isEqualTo(9);
        assertThat(feeds.backupLink(1)).isEqualTo(link);
        assertThat(output.told(Trouble.class)).isEmpty();
    }

    @Test
    void lostBackupIsReportedSoThatAnotherIsNamed() {
        feeds.assign(0, new Slot(1, 7, 8));
        ready(7);
        int link = ready(8);
        links.remove(link);
        feeds.onLinkLost(5, link, 8, TroubleReason.LINK_LOST);

        assertThat(output.told(Trouble.class))
                .containsExactly(new Trouble(1, 8, TroubleReason.LINK_LOST));
        assertThat(feeds.state(1)).isEqualTo(ProviderState.READY);
        assertThat(feeds.backupLink(1)).isEqualTo(LinkTable.NO_LINK);
    }

    @Test
    void backupThatIsNotConnectedIsNoHelp() {
        feeds.assign(0, new Slot(1, 7, 8));
        int link = ready(7);
        feeds.subscribe(1, link, 5);
        feeds.onLate(6, 1, true, 100);

        assertThat(feeds.state(1)).isEqualTo(ProviderState.NONE);
        assertThat(feeds.sinceNanos(1)).isEqualTo(6);
        assertThat(feeds.doubtful(1)).isTrue();
    }

    @Test
    void slowProviderThatCatchesUpIsForgiven() {
        feeds.assign(0, new Slot(1, 7, 0));
        int link = ready(7);
        feeds.subscribe(1, link, 5);
        feeds.onLate(1, 1, false, 100);
        assertThat(feeds.doubtful(1)).isTrue();
        feeds.onDelivered(1, 1);
        feeds.onLate(2, 1, false, 100);
        assertThat(feeds.state(1)).isEqualTo(ProviderState.READY);
        feeds.onLate(3, 1, false, 100);

        assertThat(feeds.state(1)).isEqualTo(ProviderState.NONE);
        assertThat(output.told(Trouble.class))
                .containsExactly(new Trouble(1, 7, TroubleReason.SILENT));
    }

    @Test
    void providerThatOwesMoreThanASliceIsReplaced() {
        feeds.assign(0, new Slot(1, 7, 0));
        feeds.subscribe(1, ready(7), 5);
        for (int i = 1; i <= 10; i++) {
            feeds.onLate(i, 1, false, 10);
        }
        assertThat(feeds.state(1)).isEqualTo(ProviderState.READY);
        feeds.onLate(11, 1, false, 1);

        assertThat(feeds.state(1)).isEqualTo(ProviderState.NONE);
    }

    @Test
    void lateSliceOfNobodyIsNobodysFault() {
        feeds.assign(0, new Slot(1, 7, 0));
        feeds.onLate(1, 1, true, 100);

        assertThat(output.told(Trouble.class)).isEmpty();
        assertThat(feeds.state(1)).isEqualTo(ProviderState.CONNECTING);
    }

    @Test
    void reportCountsSlicesSinceTheLastOne() {
        feeds.assign(0, new Slot(1, 7, 0));
        ready(7);
        feeds.onDelivered(1, 1);
        feeds.onDelivered(1, 1);
        feeds.onLate(0, 1, false, 100);

        assertThat(feeds.report()).containsExactly(new ProviderReport(7, 2, 1, true));
        assertThat(feeds.report()).isEmpty();
    }

    @Test
    void countersAndHopsDoNotOverflow() {
        feeds.assign(0, new Slot(1, 7, 0));
        ready(7);
        for (int i = 0; i < 1_000; i++) {
            feeds.onDelivered(1, 255);
        }

        assertThat(feeds.hop(1)).isEqualTo(Byte.MAX_VALUE);
        assertThat(feeds.report()).containsExactly(new ProviderReport(7, Byte.MAX_VALUE, 0, true));
    }

    @Test
    void viewerDoesNotDialItself() {
        signalling.self(7);
        feeds.assign(0, new Slot(1, 7, 7));

        assertThat(output.effects).isEmpty();
    }

    @Test
    void viewerThatIsNotFedIgnoresWhatConcernsFeeds() {
        Feeds none = new Feeds(0, links, signalling, courier);
        none.onLate(1, 1, true, 100);
        none.onDelivered(1, 1);

        assertThat(none.state(1)).isEqualTo(ProviderState.NONE);
        assertThat(none.doubtful(1)).isFalse();
        assertThat(none.backupLink(1)).isEqualTo(LinkTable.NO_LINK);
        assertThat(none.onRefused(1, 0, 1)).isFalse();
        assertThat(none.report()).isEmpty();
        assertThat(output.told(Trouble.class)).isEmpty();
    }
}
