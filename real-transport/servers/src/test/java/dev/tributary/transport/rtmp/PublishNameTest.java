package dev.tributary.transport.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.wire.StreamKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in OBS's field for the stream key. */
final class PublishNameTest {
    private static final String KEY = "0123456789abcdefFEDCBA9876543210";
    private static final StreamKey STREAM = new StreamKey(0x0123456789abcdefL, 0xfedcba9876543210L);

    @Test
    void theSecretIsTheRestAsItStands() {
        assertThat(PublishName.of(KEY + "?secret=a&b?secret=%20 c"))
                .isEqualTo(new PublishName(STREAM, "a&b?secret=%20 c"));
        assertThat(PublishName.of(KEY)).isEqualTo(new PublishName(STREAM, null));
        assertThat(PublishName.of(KEY + "?Secret=x")).isEqualTo(new PublishName(STREAM, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?secret=x",
                "0123456789abcdefFEDCBA987654321",
                "0123456789abcdefFEDCBA98765432100",
                "+123456789abcdefFEDCBA9876543210",
                "0123456789abcdef-EDCBA9876543210",
                "٠123456789abcdefFEDCBA9876543210"
            })
    void whatIsNoKeyIsNone(String text) {
        assertThat(PublishName.of(text).stream()).isNull();
    }

    @Test
    void noSecretIsEverShown() {
        assertThat(PublishName.of(KEY + "?secret=hidden")).asString().doesNotContain("hidden");
    }
}
