package dev.tributary.sim.world;

import dev.tributary.core.room.Capabilities;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold at every event of a correct run; a broken rule is kept in words with its time and
 * fails the run's expectations, but lets it go on so that the trace can be looked at.
 */
final class Invariants {
    private static final int KEPT = 20;

    private final Run run;
    private final List<String> violations = new ArrayList<>();
    private int count;
    private long sent;
    private long received;
    private long lost;
    private long underWay;

    Invariants(Run run) {
        this.run = run;
    }

    void that(boolean holds, int viewer, String rule) {
        if (holds) {
            return;
        }
        count++;
        if (violations.size() < KEPT) {
            violations.add(
                    rule
                            + " (viewer "
                            + viewer
                            + ", at "
                            + run.nowNanos()
                            + " ns, seed "
                            + run.seed()
                            + ")");
        }
    }

    /** Two viewers were about to be connected. */
    void paired(Capabilities a, Capabilities b, boolean possible) {
        that(possible, -1, "connected a forbidden NAT pair: " + a.nat() + " with " + b.nat());
    }

    /** A viewer says that it handed media to a link. */
    void sent(int bytes) {
        sent += bytes;
    }

    /** The network took media over. */
    void launched(int bytes) {
        underWay += bytes;
    }

    /** A viewer has looked at media that the network handed over, or never will. */
    void landed(int bytes) {
        underWay -= bytes;
    }

    /** A viewer says that media came from a link. */
    void received(int bytes) {
        received += bytes;
    }

    /** Media was lost: its link was closed, or never up. */
    void lost(int bytes) {
        lost += bytes;
    }

    /** Bytes between viewers: whatever was sent arrived, was lost, or is still under way. */
    void checkConservation() {
        that(
                sent == received + lost + underWay && underWay >= 0,
                -1,
                "bytes are not conserved: sent "
                        + sent
                        + ", received "
                        + received
                        + ", lost "
                        + lost
                        + ", under way "
                        + underWay);
    }

    List<String> violations() {
        if (count <= KEPT) {
            return List.copyOf(violations);
        }
        List<String> all = new ArrayList<>(violations);
        all.add("and " + (count - KEPT) + " more");
        return all;
    }
}
