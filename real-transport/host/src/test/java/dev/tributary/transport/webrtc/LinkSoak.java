package dev.tributary.transport.webrtc;

import dev.tributary.transport.link.LinkBed;
import io.netty.channel.EventLoop;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Twelve transports that open, use and close links at random, for as many minutes as the first
 * argument says; the second is the seed. Every message is checked; prints once a minute what the
 * process holds, and fails at the first wrong message.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the world keeps a fault
final class LinkSoak {
    private static final int TICK_MILLIS = 5;
    private static final int TURNS_PER_TICK = 3;

    private LinkSoak() {}

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        System.out.println("seed " + seed);
        try (LinkBed bed = new LinkBed()) {
            SoakWorld world = bed.call(() -> new SoakWorld(bed, new SplittableRandom(seed)));
            EventLoop loop = bed.loop();
            loop.scheduleWithFixedDelay(
                    () -> turn(world), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
            for (int minute = 1; minute <= minutes; minute++) {
                TimeUnit.MINUTES.sleep(1);
                Resources resources = Resources.now();
                System.out.printf(
                        "minute %d: %s; %s%n", minute, resources, bed.call(world::describe));
                RuntimeException fault = bed.call(world::fault);
                if (fault != null) {
                    throw new IllegalStateException("seed " + seed, fault);
                }
            }
            bed.run(world::finish);
            if (!bed.await(() -> world.held() == 0)) {
                throw new IllegalStateException("links stay: " + bed.call(world::describe));
            }
            System.out.println("end: " + Resources.now() + "; " + bed.call(world::describe));
        }
    }

    private static void turn(SoakWorld world) {
        for (int i = 0; i < TURNS_PER_TICK; i++) {
            world.guard(world::turn);
        }
    }
}
