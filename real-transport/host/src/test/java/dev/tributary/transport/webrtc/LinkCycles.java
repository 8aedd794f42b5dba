package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.transport.link.LinkBed;
import dev.tributary.transport.link.LinkSide;
import dev.tributary.webrtc.ice.IceTimings;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a link between two transports, sends a message each way and closes it, again and again.
 *
 * <p>Arguments: cycles, and the interval of measurements. Fails when threads or descriptors grow
 * after the first 300 cycles, or the heap from the first to the second half of the rest; RSS is
 * reported.
 */
final class LinkCycles {
    private static final int WARM_CYCLES = 300;

    /** The heap after a collection varies by 0.4 MB; a link that stays takes 0.1 MB. */
    private static final double HEAP_GROWTH_MAX = 500_000;

    private LinkCycles() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        int cycles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int interval = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        List<Resources> seen = run(cycles, interval, true);
        List<Resources> warm = seen.subList(WARM_CYCLES / interval, seen.size());
        Resources first = warm.get(0);
        Resources last = warm.get(warm.size() - 1);
        int half = warm.size() / 2;
        double growth = heap(warm.subList(half, warm.size())) - heap(warm.subList(0, half));
        System.out.printf(
                "after cycle %d: mean heap %+.0f bytes, RSS %+.1f MB%n",
                WARM_CYCLES, growth, (last.residentBytes() - first.residentBytes()) / 1e6);
        if (last.threads() > first.threads()
                || last.descriptors() > first.descriptors()
                || growth > HEAP_GROWTH_MAX) {
            throw new IllegalStateException("leak: " + first + " -> " + last);
        }
    }

    private static double heap(List<Resources> seen) {
        return seen.stream().mapToLong(Resources::heapBytes).average().orElseThrow();
    }

    /** Returns what the process held before the first cycle and after each interval. */
    static List<Resources> run(int cycles, int interval, boolean print) {
        List<Resources> seen = new ArrayList<>();
        try (LinkBed bed = new LinkBed()) {
            WebRtcConfig config = Rtc.config(IceTimings.defaults());
            LinkSide a = bed.add(e -> Rtc.transport(bed, e, config, Rtc.loopback(bed)));
            LinkSide b = bed.add(e -> Rtc.transport(bed, e, config, Rtc.loopback(bed)));
            for (int cycle = 0; cycle <= cycles; cycle++) {
                if (cycle % interval == 0) {
                    int[] turns = {0};
                    // A selector lets go of a closed socket in its next turn.
                    check(bed.await(() -> ++turns[0] > 2), "turn");
                    seen.add(Resources.now());
                    if (print) {
                        System.out.println("cycle " + cycle + ": " + seen.get(seen.size() - 1));
                    }
                }
                cycle(bed, a, b, cycle);
            }
        }
        return seen;
    }

    private static void cycle(LinkBed bed, LinkSide a, LinkSide b, int cycle) {
        check(bed.open(a, 0, b, 0, cycle % 2 == 0), "open");
        byte[] message = new byte[1_000];
        bed.run(
                () -> {
                    check(a.transport().send(0, message, true), "send");
                    check(b.transport().send(0, message, false), "send");
                });
        check(bed.await(() -> a.messages(0).size() + b.messages(0).size() == 2), "receive");
        LinkSide closer = cycle % 3 == 0 ? a : b;
        bed.run(() -> closer.transport().close(0, CloseReason.UNUSED));
        check(bed.await(() -> held(a) + held(b) == 0), "close");
    }

    private static int held(LinkSide side) {
        return ((WebRtcTransport) side.transport()).held();
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
