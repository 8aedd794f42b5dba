package dev.tributary.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import org.junit.jupiter.api.Test;

/** About a minute is kept, however long slices are. */
final class SliceStoreTest {
    private static final int BYTES = 100;
    private static final Seal SEAL =
            new Seal(
                    0,
                    Payload.of(new byte[Seal.HASH_BYTES]),
                    Payload.of(new byte[Seal.SIGNATURE_BYTES]));

    private final SliceStore store = new SliceStore();

    private void add(int number, int millis) {
        SliceHeader header = new SliceHeader(number, 0, millis, BYTES, 0);
        store.add(new StoredSlice(header, SEAL, new byte[BYTES]));
    }

    private void fill(int from, int count, int millis) {
        for (int n = from; n < from + count; n++) {
            add(n, millis);
        }
    }

    @Test
    void ofSecondsSixtyFourAreKept() {
        fill(200, 100, 1_000);

        assertThat(store.newest()).isEqualTo(299);
        assertThat(store.oldest()).isEqualTo(236);
        assertThat(store.get(235)).isNull();
        assertThat(store.get(236)).isNotNull();
    }

    @Test
    void ofLongSlicesNoMoreMedia() {
        fill(200, 100, 10_000);

        assertThat(store.newest() - store.oldest() + 1).isEqualTo(7);
    }

    @Test
    void ofFramesAsMuchMedia() {
        fill(200, 5_000, 40);

        assertThat(store.newest() - store.oldest() + 1).isEqualTo(1_600);
        assertThat(store.get(store.oldest())).isNotNull();
        assertThat(store.get(store.oldest() - 1)).isNull();
        assertThat(store.heldBytes()).isEqualTo(bytesThere());
    }

    @Test
    void slicesWithoutDurationAreBounded() {
        fill(1, 10_000, 0);

        assertThat(store.newest() - store.oldest() + 1).isEqualTo(SliceStore.NUMBERS_MAX);
        assertThat(store.heldBytes()).isEqualTo(bytesThere());
    }

    /** A publisher's hiccup makes one slice of a second among frames. */
    @Test
    void aLongSliceAmongShortOnesTakesTheRoomOfAsMuchMedia() {
        fill(1, 3_000, 40);
        assertThat(store.oldest()).isEqualTo(1_401);
        add(3_001, 1_040);

        assertThat(store.oldest()).isEqualTo(1_427);
        assertThat(store.get(1_427)).isNotNull();
        assertThat(store.heldBytes()).isEqualTo(bytesThere());
    }

    @Test
    void numbersThatAreLeftOutAreNotThere() {
        fill(1, 10, 1_040);
        add(60, 1_040);
        assertThat(store.get(5)).isNotNull();
        assertThat(store.get(30)).isNull();
        add(1_000_000, 1_040);

        assertThat(store.get(60)).isNull();
        assertThat(store.newest()).isEqualTo(1_000_000);
        assertThat(store.heldBytes()).isEqualTo(bytesThere());
    }

    private long bytesThere() {
        long bytes = 0;
        for (int n = store.oldest(); n <= store.newest(); n++) {
            bytes += store.get(n) == null ? 0 : store.get(n).heldBytes();
        }
        return bytes;
    }
}
