package dev.tributary.transport.leak;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Netty's leak detector, which also remembers what it reported; Netty creates it by its name. */
public final class LeakCounter<T> extends ResourceLeakDetector<T> {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    /** One of the two constructors that Netty looks for. */
    public LeakCounter(Class<?> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    /** The other one, from the time when a number of live buffers was a limit. */
    public LeakCounter(Class<?> type, int samplingInterval, long unusedMaxActive) {
        super(type, samplingInterval);
    }

    /** Collects garbage and returns what leaked since the last call. */
    static String drain() {
        System.gc();
        // A detector looks at its queue when the next buffer is made.
        UnpooledByteBufAllocator.DEFAULT.directBuffer(1).release();
        PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
        Unpooled.wrappedBuffer(new byte[1]).release();
        StringBuilder all = new StringBuilder();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            all.append(leak).append('\n');
        }
        return all.toString();
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        LEAKS.add(type + " " + records);
        super.reportTracedLeak(type, records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        LEAKS.add(type);
        super.reportUntracedLeak(type);
    }
}
