package dev.tributary.transport.webrtc;

import dev.tributary.core.wire.CloseReason;
import dev.tributary.transport.link.LinkBed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The transports of {@link LinkSoak}; on the loop only. */
final class SoakWorld {
    private static final int NODES = 12;
    private static final int LARGE = 60 << 10;

    private final LinkBed bed;
    private final SplittableRandom random;
    private final List<SoakNode> nodes = new ArrayList<>();
    private long opened;
    private long received;
    private long receivedBytes;
    private long refused;
    private long unexpected;
    private long incomplete;
    private boolean finishing;
    private RuntimeException fault;

    SoakWorld(LinkBed bed, SplittableRandom random) {
        this.bed = bed;
        this.random = random;
        for (int i = 0; i < NODES; i++) {
            nodes.add(new SoakNode(bed, this));
        }
    }

    /** Keeps the first fault, which otherwise a link would take for its own. */
    void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fault = fault == null ? e : fault;
        }
    }

    RuntimeException fault() {
        return fault;
    }

    /** Something happens at some node. */
    void turn() {
        if (finishing || fault != null) {
            return;
        }
        SoakNode node = nodes.get(random.nextInt(NODES));
        if (random.nextInt(6) == 0) {
            open(node);
        }
        SoakLink link = node.link(random.nextInt(SoakNode.LINKS_MAX));
        if (link == null) {
            return;
        }
        if (link.isUp()) {
            use(node, link);
        } else if (link.hasty && random.nextInt(20) == 0) {
            // Nobody waits for a link that its other side gave up: the core of both knows.
            closeBoth(link);
        }
    }

    private void open(SoakNode node) {
        SoakNode other = nodes.get(random.nextInt(NODES));
        if (other != node && !node.full() && !other.full()) {
            boolean trickle = random.nextBoolean();
            SoakLink link = new SoakLink(opened++, node, other, trickle, random.nextInt(10) == 0);
            node.transport.dial(link.numbers[0], trickle);
        }
    }

    private void use(SoakNode node, SoakLink link) {
        for (int left = random.nextInt(1, 8); left > 0; left--) {
            int bytes = random.nextInt(4) == 0 ? random.nextInt(LARGE) : random.nextInt(2_000);
            if (!link.send(link.end(node), random.nextBoolean(), bytes)) {
                refused++;
            }
        }
        if (random.nextInt(6) == 0) {
            if (random.nextInt(8) == 0) {
                closeBoth(link);
            } else {
                link.closer = link.end(node);
                node.close(link);
            }
        }
    }

    private static void closeBoth(SoakLink link) {
        link.closer = 2;
        link.nodes[0].close(link);
        link.nodes[1].close(link);
    }

    void received(int bytes) {
        received++;
        receivedBytes += bytes;
    }

    /** A link went down at an end that did not close it. */
    void ended(SoakLink link, int end, CloseReason reason) {
        boolean expected = link.closer == 1 - end && reason == CloseReason.LEAVING;
        boolean whole = link.arrived(1 - end);
        if (!expected || !whole) {
            long nanos = bed.clock().nowNanos() - link.closedNanos;
            System.out.printf(
                    "closed by %d, ended at %d: %s, whole %s, after %d ms%n",
                    link.closer, end, reason, whole, nanos / 1_000_000);
            if (expected && nanos < WebRtcLink.CLOSE_NANOS) {
                throw new IllegalStateException("lost what was sent before the close");
            }
        }
        unexpected += expected ? 0 : 1;
        incomplete += expected && !whole ? 1 : 0;
        if (link.closer < 0) {
            link.closer = 2;
            link.nodes[1 - end].close(link);
        }
    }

    /** Closes all links. */
    void finish() {
        finishing = true;
        for (SoakNode node : nodes) {
            for (int number = 0; number < SoakNode.LINKS_MAX; number++) {
                if (node.link(number) != null) {
                    closeBoth(node.link(number));
                }
            }
        }
    }

    int held() {
        return nodes.stream().mapToInt(node -> node.transport.held()).sum();
    }

    String describe() {
        return String.format(
                "links %d opened, %d held; messages %d (%.0f MB), refused %d;"
                        + " ends unexpected %d, incomplete %d",
                opened, held(), received, receivedBytes / 1e6, refused, unexpected, incomplete);
    }
}
