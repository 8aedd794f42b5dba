package dev.tributary.live.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.wire.Payload;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void addressesAreReadBack() {
        List<InetSocketAddress> addresses =
                List.of(
                        new InetSocketAddress(Words.literal("203.0.113.1"), 3478),
                        new InetSocketAddress(Words.literal("2001:db8::1"), 0));
        assertThat(Words.addresses(Words.text(addresses))).isEqualTo(addresses);
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String text : new String[] {"", "/1", "203.0.113.1", "203.0.113.1/", "::1/70000"}) {
            assertThatThrownBy(() -> Words.address(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void blobsAreOneWordEach() {
        for (int length : new int[] {0, 1, 2, 3, 500}) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (i * 37);
            }
            String word = Words.text(Payload.of(bytes));
            assertThat(Words.split(word)).hasSize(1);
            assertThat(Words.blob(word)).isEqualTo(Payload.of(bytes));
        }
    }
}
