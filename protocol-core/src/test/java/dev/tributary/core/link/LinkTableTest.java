package dev.tributary.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.link.LinkTable.State;
import org.junit.jupiter.api.Test;

class LinkTableTest {
    private final LinkTable links = new LinkTable();

    @Test
    void numbersAreDenseAndUsedAgain() {
        assertThat(links.add(0, 11, State.DIALING, 1)).isZero();
        assertThat(links.add(0, 12, State.DIALING, 2)).isEqualTo(1);
        links.remove(0);

        assertThat(links.add(0, 13, State.ANSWERING, 3)).isZero();
        assertThat(links.find(13)).isZero();
        assertThat(links.find(11)).isEqualTo(LinkTable.NO_LINK);
    }

    @Test
    void nothingOfTheFormerLinkIsLeft() {
        int link = links.add(0, 11, State.DIALING, 1);
        links.limitFrame(link, 45);
        links.limitMessage(link, 20_000);
        links.closable(link, true);
        links.advance(5, link, State.READY);
        links.remove(link);
        links.add(9, 12, State.DIALING, 2);

        assertThat(links.ready(link)).isFalse();
        assertThat(links.frameChunks(link)).isEqualTo(15);
        assertThat(links.messageBytes(link)).isEqualTo(Integer.MAX_VALUE);
        assertThat(links.closable(link)).isFalse();
        assertThat(links.sinceNanos(link)).isEqualTo(9);
    }

    @Test
    void everyLinkHasItsOwnBound() {
        for (int i = 1; i <= LinkTable.LINKS_MAX; i++) {
            int link = links.add(0, i, State.DIALING, i);
            if (i % 3 == 0) {
                links.limitMessage(link, 16_384 + link);
            }
        }
        for (int link = 0; link < LinkTable.LINKS_MAX; link++) {
            boolean bounded = (link + 1) % 3 == 0;
            assertThat(links.messageBytes(link))
                    .isEqualTo(bounded ? 16_384 + link : Integer.MAX_VALUE);
        }
    }

    @Test
    void fullTableTakesNoMore() {
        for (int i = 1; i <= LinkTable.LINKS_MAX; i++) {
            assertThat(links.add(0, i, State.DIALING, i)).isNotNegative();
        }

        assertThat(links.add(0, 1_000, State.DIALING, 0)).isEqualTo(LinkTable.NO_LINK);
        assertThat(links.count()).isEqualTo(LinkTable.LINKS_MAX);
    }

    @Test
    void anyOtherNumberIsAFreeLink() {
        for (int link : new int[] {-1, 0, 8, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(links.state(link)).isEqualTo(State.FREE);
            assertThat(links.ready(link)).isFalse();
        }
    }

    @Test
    void forgottenSessionsCannotBeMistakenForNewOnes() {
        int link = links.add(0, 11, State.DIALING, 1);
        links.advance(0, link, State.READY);
        links.forgetSessions();

        assertThat(links.find(11)).isEqualTo(LinkTable.NO_LINK);
        assertThat(links.find(LinkTable.nameless(link))).isEqualTo(link);
        assertThat(links.ready(link)).isTrue();
    }
}
