package dev.tributary.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceHeaderTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1024,1", "1025,2", "2048,2", "8388608,8192"})
    void chunksAreRoundedUpAndNeverNone(int sizeBytes, int chunks) {
        assertThat(header(sizeBytes).chunks()).isEqualTo(chunks);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,1,0",
        "2050,0,1,1024",
        "2050,2,1,2",
        "2050,0,3,2050",
        "2050,1,2,1026",
        "8388608,8191,1,1024",
        "8388608,0,8192,8388608",
    })
    void onlyTheLastChunkIsShort(int sizeBytes, int firstChunk, int count, int bytes) {
        assertThat(header(sizeBytes).bytes(firstChunk, count)).isEqualTo(bytes);
    }

    @Test
    void chunksOfASliceAddUpToIt() {
        Property.of("size", c -> c.between(0, 300_000))
                .runs(300)
                .holds(
                        sizeBytes -> {
                            SliceHeader header = header(sizeBytes);
                            int bytes = 0;
                            for (int chunk = 0; chunk < header.chunks(); chunk++) {
                                bytes += header.bytes(chunk, 1);
                            }
                            assertThat(bytes).isEqualTo(sizeBytes);
                        });
    }

    private static SliceHeader header(int sizeBytes) {
        return new SliceHeader(1, 0, 1_000, sizeBytes, 0);
    }
}
