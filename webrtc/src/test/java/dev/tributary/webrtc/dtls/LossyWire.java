package dev.tributary.webrtc.dtls;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One direction of a bad network in real time; the jitter reorders. */
final class LossyWire {
    /**
     * What the network does to a datagram, and somebody else: probabilities, and milliseconds.
     *
     * @param altered that a copy with flipped bits goes along
     */
    record Conditions(double loss, double duplication, int delay, int jitter, double altered) {
        static final Conditions NONE = new Conditions(0, 0, 0, 0, 0);
    }

    final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    final AtomicInteger sent = new AtomicInteger();
    private final Conditions conditions;
    private final ScheduledExecutorService timer;
    private final SplittableRandom random;

    LossyWire(Conditions conditions, ScheduledExecutorService timer, long seed) {
        this.conditions = conditions;
        this.timer = timer;
        this.random = new SplittableRandom(seed);
    }

    synchronized void send(byte[] bytes, int offset, int length) {
        sent.incrementAndGet();
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        int copies = random.nextDouble() < conditions.duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= conditions.loss) {
                deliver(copy);
            }
        }
        if (random.nextDouble() < conditions.altered) {
            byte[] wrong = copy.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
            }
            deliver(wrong);
        }
    }

    private void deliver(byte... bytes) {
        if (conditions.delay == 0) {
            arrived.add(bytes);
            return;
        }
        int micros = 1_000 * conditions.delay + random.nextInt(1 + 1_000 * conditions.jitter);
        timer.schedule(() -> arrived.add(bytes), micros, TimeUnit.MICROSECONDS);
    }
}
