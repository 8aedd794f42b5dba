package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.link.LinkTable;
import dev.tributary.core.testkit.Rooms;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiversTest {
    private final Receivers receivers = new Receivers(Rooms.douyu(), 12);

    @Test
    void anotherReceiverIsFirstForEachSlice() {
        receivers.add(1, 0, 1);
        receivers.add(2, 0, 1);
        receivers.add(3, 1, 1);

        assertThat(links(1)).containsExactly(2, LinkTable.NO_LINK, 1);
        assertThat(links(4)).containsExactly(2, LinkTable.NO_LINK, 1);
        assertThat(links(7)).containsExactly(2, LinkTable.NO_LINK, 1);
        receivers.remove(3, 1);
        assertThat(new int[] {receivers.link(0, 1), receivers.link(1, 1)}).containsExactly(2, 1);
        assertThat(new int[] {receivers.link(0, 4), receivers.link(1, 4)}).containsExactly(1, 2);
    }

    private int[] links(int slice) {
        return new int[] {
            receivers.link(0, slice), receivers.link(1, slice), receivers.link(2, slice)
        };
    }

    @Test
    void endOfALinkEndsItsPushesAndNoOthers() {
        receivers.add(1, 0, 1);
        receivers.add(1, 1, 1);
        receivers.add(2, 0, 1);
        int free = receivers.free();
        receivers.removeLink(1);

        assertThat(receivers.free()).isEqualTo(free + 2);
        assertThat(receivers.serves(1)).isFalse();
        assertThat(receivers.has(2, 0)).isTrue();
        assertThat(receivers.remove(1, 0)).isFalse();
    }

    @Test
    void whatALinkLeavesOutIsNotPushedAndWhatComesAfterIs() {
        receivers.add(1, 1, 1);
        receivers.add(2, 1, 1);
        receivers.leaveOut(1, 1, 4, 8);

        assertThat(fed(2)).containsExactly(1, 2);
        assertThat(fed(5)).containsExactly(2);
        assertThat(fed(8)).containsExactly(1, 2);
        receivers.remove(1, 1);
        receivers.add(3, 1, 1);
        assertThat(fed(5)).as("whoever comes next leaves nothing out").containsExactly(2, 3);
    }

    private int[] fed(int slice) {
        return IntStream.range(0, receivers.count())
                .map(i -> receivers.link(i, slice))
                .filter(link -> link != LinkTable.NO_LINK)
                .sorted()
                .toArray();
    }

    /** A server's links are more than fit a byte. */
    @Test
    void linksHaveWideNumbers() {
        receivers.add(30_000, 0, 1);

        assertThat(receivers.link(0, 1)).isEqualTo(30_000);
        assertThat(receivers.serves(30_000)).isTrue();
    }
}
