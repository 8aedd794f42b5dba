package dev.tributary.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Property;
import org.junit.jupiter.api.Test;

class LayoutPiecesTest {
    private record Example(int pieceChunks, int chunks) {}

    @Test
    void piecesTileTheSliceAndAllButTheLastAreWhole() {
        Property.of(
                        "a slice in pieces",
                        c ->
                                new Example(
                                        RoomSettings.BLOCK_CHUNKS * c.between(1, 546),
                                        c.between(1, MediaLayout.WHOLE)))
                .holds(
                        example -> {
                            MediaLayout layout = new MediaLayout(1_000, 1, example.pieceChunks);
                            int pieces = layout.pieces(example.chunks);
                            int sum = 0;
                            for (int piece = 0; piece < pieces; piece++) {
                                int chunks = layout.pieceChunks(example.chunks, piece);
                                assertThat(chunks).isBetween(1, example.pieceChunks);
                                assertThat(piece == pieces - 1 || chunks == example.pieceChunks)
                                        .isTrue();
                                sum += chunks;
                            }
                            assertThat(sum).isEqualTo(example.chunks);
                        });
    }

    @Test
    void aPieceThatIsAWholeSliceIsTheOnlyOneOfTheLargest() {
        MediaLayout layout = new MediaLayout(1_000, 1);

        assertThat(layout.pieces(1)).isEqualTo(1);
        assertThat(layout.pieces(MediaLayout.WHOLE)).isEqualTo(1);
        assertThat(layout.pieceChunks(MediaLayout.WHOLE, 0)).isEqualTo(MediaLayout.WHOLE);
    }
}
