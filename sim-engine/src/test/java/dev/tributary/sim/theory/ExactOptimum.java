package dev.tributary.sim.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * The most that a small room can share (theory.md 1.2(c)), as a linear programme.
 *
 * <p>Unknown are the rates between viewers and from the CDN to each viewer. Everybody can have the
 * stream if and only if every set of viewers gets its rate from outside the set: by maximum flow
 * and minimum cut for each viewer, and by Edmonds 1973 for all at once. There are 2^N - 1 sets.
 */
final class ExactOptimum {
    private final double[] uploads;
    private final boolean[][] serves;
    private final List<int[]> edges = new ArrayList<>();

    /** A room; uploads in units of the stream's rate. */
    ExactOptimum(double[] uploads, boolean[][] serves) {
        this.uploads = uploads.clone();
        this.serves = serves;
        for (int from = 0; from < uploads.length; from++) {
            for (int to = 0; to < uploads.length; to++) {
                if (this.serves[from][to]) {
                    edges.add(new int[] {from, to});
                }
            }
        }
    }

    /** Returns the largest share that viewers can deliver. */
    double sharingRatio() {
        int viewers = uploads.length;
        int unknowns = edges.size() + viewers;
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int set = 1; set < 1 << viewers; set++) {
            constraints.add(new LinearConstraint(inflow(set, unknowns), Relationship.GEQ, 1));
        }
        for (int viewer = 0; viewer < viewers; viewer++) {
            double[] out = new double[unknowns];
            for (int edge = 0; edge < edges.size(); edge++) {
                out[edge] = edges.get(edge)[0] == viewer ? 1 : 0;
            }
            constraints.add(new LinearConstraint(out, Relationship.LEQ, uploads[viewer]));
        }
        double[] cdn = new double[unknowns];
        for (int viewer = 0; viewer < viewers; viewer++) {
            cdn[edges.size() + viewer] = 1;
        }
        double copies =
                new SimplexSolver()
                        .optimize(
                                new MaxIter(100_000),
                                new LinearObjectiveFunction(cdn, 0),
                                new LinearConstraintSet(constraints),
                                GoalType.MINIMIZE,
                                new NonNegativeConstraint(true))
                        .getValue();
        return 1 - copies / viewers;
    }

    private double[] inflow(int set, int unknowns) {
        double[] in = new double[unknowns];
        for (int edge = 0; edge < edges.size(); edge++) {
            boolean fromInside = (set >> edges.get(edge)[0] & 1) == 1;
            boolean toInside = (set >> edges.get(edge)[1] & 1) == 1;
            in[edge] = toInside && !fromInside ? 1 : 0;
        }
        for (int viewer = 0; viewer < uploads.length; viewer++) {
            in[edges.size() + viewer] = set >> viewer & 1;
        }
        return in;
    }
}
