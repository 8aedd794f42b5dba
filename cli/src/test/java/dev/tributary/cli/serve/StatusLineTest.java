package dev.tributary.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.transport.player.ViewerStatus;
import org.junit.jupiter.api.Test;

final class StatusLineTest {
    @Test
    void saysBufferShareAndLinks() {
        ViewerStatus fine = new ViewerStatus(9_876, 3_000_000, 1_000_000, 500_000, 4, 0, false);
        assertThat(StatusLine.text(fine))
                .isEqualTo(
                        "buffer  9.9 s  75.0 % from peers  4.0 MB down, 0.5 MB up  4 links  0 stalls");
        ViewerStatus bad = new ViewerStatus(0, 0, 0, 0, 0, 2, true);
        assertThat(StatusLine.text(bad)).startsWith("buffer  0.0 s (stalled)   0.0 % from peers");
    }
}
