package dev.tributary.transport.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short version of {@link LinkCycles}. */
@Tag("slow")
final class LinkCyclesTest {
    @Test
    void linksLeaveNothingBehind() {
        List<Resources> seen = LinkCycles.run(100, 50, false);
        Resources warm = seen.get(1);
        Resources last = seen.get(2);
        // An idle thread of handshakes lives for a second; 50 threads do not hide in this.
        assertThat(last.threads() - warm.threads()).isLessThan(5);
        // A jar is opened with its first class; 50 links' 100 sockets do not hide in this.
        assertThat(last.descriptors() - warm.descriptors()).isLessThan(10);
        // A link that stays takes 100 KB; 50 do not hide in this.
        assertThat(last.heapBytes() - warm.heapBytes()).isLessThan(1_000_000);
    }
}
