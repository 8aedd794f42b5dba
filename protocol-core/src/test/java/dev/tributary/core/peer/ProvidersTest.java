package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.peer.LinkTable.State;
import dev.tributary.core.strategy.ProviderState;
import dev.tributary.core.wire.ProviderReport;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import dev.tributary.core.wire.Unsubscribe;
import org.junit.jupiter.api.Test;

class ProvidersTest {
    private final RecordingOutput output = new RecordingOutput();
    private final Courier courier = new Courier(output, PeerObserver.NONE);
    private final LinkTable links = new LinkTable();
    private final Signalling signalling =
            new Signalling(
                    links, output, courier, new Signalling.Room(Rooms.STREAM, Rooms.douyu()));
    private final Providers providers = new Providers(3, links, signalling, courier);

    ProvidersTest() {
        courier.trackerReady(true);
    }

    private int ready(int session) {
        int link = links.find(session);
        links.advance(0, link, State.READY);
        providers.onLinkReady(session);
        return link;
    }

    @Test
    void providerIsConnectedThenReadyThenSubscribedOnce() {
        providers.assign(0, new Slot(1, 7, 8));
        assertThat(providers.state(1)).isEqualTo(ProviderState.CONNECTING);
        assertThat(providers.unsubscribedLink(1)).isEqualTo(LinkTable.NO_LINK);
        int link = ready(7);
        assertThat(providers.had(1)).isTrue();
        assertThat(providers.unsubscribedLink(1)).isEqualTo(link);
        providers.subscribe(1, link, 5);

        assertThat(providers.unsubscribedLink(1)).isEqualTo(LinkTable.NO_LINK);
        assertThat(output.on(link, Subscribe.class)).containsExactly(new Subscribe(1, 5));
    }

    @Test
    void newAssignmentEndsTheOldSubscription() {
        providers.assign(0, new Slot(1, 7, 0));
        int link = ready(7);
        providers.subscribe(1, link, 5);
        providers.assign(9, new Slot(1, 8, 7));

        assertThat(output.on(link, Unsubscribe.class)).containsExactly(new Unsubscribe(1));
        assertThat(providers.sinceNanos(1)).isEqualTo(9);
        assertThat(providers.backupLink(1)).isEqualTo(link);
        assertThat(output.told(Trouble.class)).isEmpty();
    }

    @Test
    void lostBackupIsReportedSoThatAnotherIsNamed() {
        providers.assign(0, new Slot(1, 7, 8));
        ready(7);
        int link = ready(8);
        links.remove(link);
        providers.onLinkLost(5, link, 8, TroubleReason.LINK_LOST);

        assertThat(output.told(Trouble.class))
                .containsExactly(new Trouble(1, 8, TroubleReason.LINK_LOST));
        assertThat(providers.state(1)).isEqualTo(ProviderState.READY);
        assertThat(providers.backupLink(1)).isEqualTo(LinkTable.NO_LINK);
    }

    @Test
    void backupThatIsNotConnectedIsNoHelp() {
        providers.assign(0, new Slot(1, 7, 8));
        int link = ready(7);
        providers.subscribe(1, link, 5);
        providers.onLate(6, 1, true);

        assertThat(providers.state(1)).isEqualTo(ProviderState.NONE);
        assertThat(providers.sinceNanos(1)).isEqualTo(6);
        assertThat(providers.doubtful(1)).isTrue();
    }

    @Test
    void slowProviderThatCatchesUpIsForgiven() {
        providers.assign(0, new Slot(1, 7, 0));
        int link = ready(7);
        providers.subscribe(1, link, 5);
        providers.onLate(1, 1, false);
        assertThat(providers.doubtful(1)).isTrue();
        providers.onDelivered(1, 1);
        providers.onLate(2, 1, false);
        assertThat(providers.state(1)).isEqualTo(ProviderState.READY);
        providers.onLate(3, 1, false);

        assertThat(providers.state(1)).isEqualTo(ProviderState.NONE);
        assertThat(output.told(Trouble.class))
                .containsExactly(new Trouble(1, 7, TroubleReason.SILENT));
    }

    @Test
    void lateSliceOfNobodyIsNobodysFault() {
        providers.assign(0, new Slot(1, 7, 0));
        providers.onLate(1, 1, true);

        assertThat(output.told(Trouble.class)).isEmpty();
        assertThat(providers.state(1)).isEqualTo(ProviderState.CONNECTING);
    }

    @Test
    void reportCountsSlicesSinceTheLastOne() {
        providers.assign(0, new Slot(1, 7, 0));
        ready(7);
        providers.onDelivered(1, 1);
        providers.onDelivered(1, 1);
        providers.onLate(0, 1, false);

        assertThat(providers.report()).containsExactly(new ProviderReport(7, 2, 1, true));
        assertThat(providers.report()).isEmpty();
    }

    @Test
    void countersAndHopsDoNotOverflow() {
        providers.assign(0, new Slot(1, 7, 0));
        ready(7);
        for (int i = 0; i < 1_000; i++) {
            providers.onDelivered(1, 255);
        }

        assertThat(providers.hop(1)).isEqualTo(Byte.MAX_VALUE);
        assertThat(providers.report())
                .containsExactly(new ProviderReport(7, Byte.MAX_VALUE, 0, true));
    }

    @Test
    void viewerDoesNotDialItself() {
        signalling.self(7);
        providers.assign(0, new Slot(1, 7, 7));

        assertThat(output.effects).isEmpty();
    }
}
