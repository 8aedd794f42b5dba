package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.testkit.Rooms;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.Nack;
import dev.tributary.core.wire.Slot;
import dev.tributary.core.wire.Subscribe;
import dev.tributary.core.wire.Trouble;
import dev.tributary.core.wire.TroubleReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a link takes is the link's to say, and no message is larger. */
class MessageSizeTest {
    /** Its seal has 33 hashes: with the first block 16.5 kB. */
    private static final SliceHeader LARGE = new SliceHeader(22, 21_000, 1_000, 500_000, 0);

    private Viewer viewer = room();

    private static Viewer room() {
        return new Viewer(Rooms.small().frameChunks(65_535).build());
    }

    private void seeding(int messageBytesMax) {
        viewer.watching();
        viewer.messageBytesMax = messageBytesMax;
        viewer.offered(0, 203);
        viewer.assign(0);
        viewer.message(0, new Subscribe(0, 22));
        viewer.output.clear();
    }

    private List<Data> sent() {
        viewer.until(5_000);
        List<Data> sent = viewer.output.on(0, Data.class);
        assertThat(sent).allMatch(data -> data.wireBytes() <= viewer.messageBytesMax);
        return sent;
    }

    @Test
    void aSliceIsPushedInMessagesThatTheLinkTakes() {
        for (int most : new int[] {17_000, 40_000, 65_535, 300_000}) {
            viewer = room();
            seeding(most);
            viewer.edge(0, Rooms.chunks(LARGE, 0, LARGE.chunks(), 0));
            List<Data> sent = sent();

            assertThat(sent.stream().mapToInt(data -> data.payload().length()).sum())
                    .as("links that take %d", most)
                    .isEqualTo(LARGE.sizeBytes());
            assertThat(sent.get(0).wireBytes() + 15 * 1_024).as("no smaller").isGreaterThan(most);
        }
    }

    @Test
    void aSliceWhoseSealDoesNotFitIsNotSentInPart() {
        seeding(16 << 10);
        viewer.edge(0, Rooms.chunks(LARGE, 0, LARGE.chunks(), 0));
        viewer.message(0, new Nack(22, List.of()));

        assertThat(sent()).isEmpty();
        assertThat(viewer.refused).containsExactly(Refusal.MESSAGE_SIZE, Refusal.MESSAGE_SIZE);
        viewer.edge(25);
        assertThat(sent()).as("others fit").isNotEmpty();
    }

    @Test
    void aLinkThatTakesNoBlockIsClosed() {
        viewer.watching();
        viewer.assign(0, new Slot(1, 201, 0));
        viewer.peer.onLinkUp(viewer.now, 0, PeerConfig.LINK_MESSAGE_MIN - 1);

        assertThat(viewer.output.starting("close")).containsExactly("close 0 FAILED");
        assertThat(viewer.output.starting("send")).isEmpty();
        assertThat(viewer.output.told(Trouble.class))
                .containsExactly(new Trouble(1, 201, TroubleReason.CONNECT_FAILED));
    }
}
