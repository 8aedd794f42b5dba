package dev.tributary.transport.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The net that is under all other tests holds. */
final class LeakCounterTest {
    @Test
    void noticesABufferThatIsLost() {
        lose();
        String leaks = "";
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (leaks.isEmpty() && System.nanoTime() - deadline < 0) {
            leaks = LeakCounter.drain();
        }
        assertThat(leaks).contains("ByteBuf");
    }

    @Test
    void saysNothingOfOneThatIsReleased() {
        PooledByteBufAllocator.DEFAULT.buffer(10).release();
        assertThat(LeakCounter.drain()).isEmpty();
    }

    private static void lose() {
        PooledByteBufAllocator.DEFAULT.buffer(10).writeByte(1);
    }
}
