package dev.tributary.transport.webrtc;

import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkSide;
import dev.tributary.webrtc.ice.IceTimings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds many links open in one process: the argument is the number of pairs, 1,000 by default. Each
 * passes messages both ways; prints what one end costs.
 */
final class LinkCrowd {
    private static final int LINKS_PER_SIDE = 50;
    private static final int OPENING_MAX = 10;
    private static final int MESSAGE_BYTES = 15 << 10;

    private LinkCrowd() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        WebRtcConfig config = Rtc.config(IceTimings.defaults());
        try (LinkBed bed = new LinkBed()) {
            List<LinkSide> sides = new ArrayList<>();
            for (int i = 0; i < 2 * ((pairs + LINKS_PER_SIDE - 1) / LINKS_PER_SIDE); i++) {
                sides.add(bed.add(e -> Rtc.transport(bed, e, config, Rtc.loopback(bed))));
            }
            check(bed.open(sides.get(0), 63, sides.get(1), 63, true));
            Resources before = Resources.now();
            long began = System.nanoTime();
            for (int pair = 0; pair < pairs; pair += OPENING_MAX) {
                open(bed, sides, pair, Math.min(pairs, pair + OPENING_MAX));
            }
            long opened = System.nanoTime();
            report("open", before, 2 * pairs);
            System.out.printf("%.1f ms per pair%n", (opened - began) / 1e6 / pairs);
            for (int pair = 0; pair < pairs; pair++) {
                exchange(bed, sides, pair);
            }
            report("used", before, 2 * pairs);
        }
    }

    private static LinkSide side(List<LinkSide> sides, int pair, int end) {
        return sides.get(2 * (pair / LINKS_PER_SIDE) + end);
    }

    private static void open(LinkBed bed, List<LinkSide> sides, int from, int to) {
        bed.run(
                () -> {
                    for (int pair = from; pair < to; pair++) {
                        int link = pair % LINKS_PER_SIDE;
                        side(sides, pair, 0).dial(link, side(sides, pair, 1), link, true);
                    }
                });
        for (int i = from; i < to; i++) {
            int pair = i;
            int link = pair % LINKS_PER_SIDE;
            check(
                    bed.await(
                            () ->
                                    side(sides, pair, 0).isUp(link)
                                            && side(sides, pair, 1).isUp(link)));
        }
    }

    private static void exchange(LinkBed bed, List<LinkSide> sides, int pair) {
        int link = pair % LINKS_PER_SIDE;
        LinkSide a = side(sides, pair, 0);
        LinkSide b = side(sides, pair, 1);
        byte[] message = new byte[MESSAGE_BYTES];
        Arrays.fill(message, (byte) pair);
        bed.run(
                () -> {
                    check(a.transport().send(link, message, true));
                    check(b.transport().send(link, message, false));
                });
        check(bed.await(() -> a.messages(link).size() + b.messages(link).size() == 2));
        check(Arrays.equals(message, a.messages(link).remove(0)));
        check(Arrays.equals(message, b.messages(link).remove(0)));
    }

    private static void report(String when, Resources before, int ends) {
        Resources now = Resources.now();
        System.out.printf(
                "%s: %s; per end %.1f KB of heap, %.1f KB of RSS, %.2f descriptors%n",
                when,
                now,
                (now.heapBytes() - before.heapBytes()) / 1e3 / ends,
                (now.residentBytes() - before.residentBytes()) / 1e3 / ends,
                (double) (now.descriptors() - before.descriptors()) / ends);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a link failed");
        }
    }
}
