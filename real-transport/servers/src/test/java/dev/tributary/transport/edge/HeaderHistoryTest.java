package dev.tributary.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.edge.client.SignedHeader;
import org.junit.jupiter.api.Test;

class HeaderHistoryTest {
    private final HeaderHistory history = new HeaderHistory();
    private final SignedHeader one = SignedHeader.of(new byte[] {1}, new byte[] {1});
    private final SignedHeader two = SignedHeader.of(new byte[] {2}, new byte[] {2});

    @Test
    void aSliceHasTheHeaderThatAppliedThere() {
        assertThat(history.of(0)).isNull();
        history.add(10, one);
        history.add(20, two);
        assertThat(history.of(9)).isEqualTo(one);
        assertThat(history.of(10)).isEqualTo(one);
        assertThat(history.of(19)).isEqualTo(one);
        assertThat(history.of(20)).isEqualTo(two);
        assertThat(history.of(0)).isEqualTo(two);
    }

    @Test
    void aHeaderThatIsAwaitedIsNotReplacedByTheOneBefore() {
        history.add(10, one);
        history.expect(20);
        assertThat(history.of(19)).isEqualTo(one);
        assertThat(history.of(25)).isNull();
        assertThat(history.of(0)).isNull();
        history.add(20, two);
        history.expect(20);
        assertThat(history.of(25)).isEqualTo(two);
    }

    @Test
    void whatAppliesToNoSliceThatIsKeptIsForgotten() {
        for (int i = 1; i <= 1_000; i++) {
            history.add(i, i % 2 == 0 ? one : two);
            history.forget(i - 10);
        }
        history.forget(995);
        assertThat(history.of(3)).as("the oldest that is known").isEqualTo(two);
        assertThat(history.of(996)).isEqualTo(one);
        history.clear();
        assertThat(history.of(996)).isNull();
    }
}
