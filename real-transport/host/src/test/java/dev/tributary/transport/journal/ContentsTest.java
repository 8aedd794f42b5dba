package dev.tributary.transport.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What links take, as journals keep it. */
class ContentsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, Integer.MAX_VALUE})
    void aNumberComesBack(int number) throws JournalException {
        assertThat(Contents.decode(Integer.class, Contents.encode(number))).isEqualTo(number);
    }

    @Test
    void aJournalOfBeforeHadNoBound() throws JournalException {
        assertThat(Contents.decode(Integer.class, new byte[0])).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whatIsNoPositiveNumberIsRefused() {
        for (byte[] bytes : new byte[][] {{1}, {0, 0, 0, 0}, {-1, 0, 0, 0}, {0, 0, 0, 0, 1}}) {
            assertThatThrownBy(() -> Contents.decode(Integer.class, bytes))
                    .isInstanceOf(JournalException.class);
        }
    }
}
