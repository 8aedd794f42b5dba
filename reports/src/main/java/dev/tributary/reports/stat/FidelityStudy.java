package dev.tributary.reports.stat;

import dev.tributary.measure.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Many rooms in both worlds: how much they differ on average. Rooms that a busy machine could not
 * run in real time are listed and do not count.
 *
 * @param rooms in the order in which they ran
 */
public record FidelityStudy(List<Room> rooms) {
    /** The mean difference of the sharing ratio may be so much. */
    public static final double SHARING_POINTS = 0.01;

    /** The mean difference of the share of sessions that stall. */
    public static final double STALLED_POINTS = 0.005;

    /** The mean difference of the median first frames, as a share of the simulated one. */
    public static final double FIRST_FRAME_SHARE = 0.10;

    /**
     * One room.
     *
     * @param number of the room, from 1
     * @param sets what was drawn, as overrides
     * @param fidelity both worlds
     * @param busy whether the machine fell behind
     */
    public record Room(int number, List<String> sets, Fidelity fidelity, boolean busy) {
        /** Copies the overrides. */
        public Room {
            sets = List.copyOf(sets);
        }

        /** Returns how much more is shared over real sockets, 1 = everything. */
        public double sharing() {
            return fidelity.difference(Metric.SHARING_RATIO);
        }

        /** Returns how much later the median first frame is, as a share of the simulated one. */
        public double firstFrame() {
            Metric median = Metric.FIRST_FRAME_P50;
            return fidelity.difference(median) / fidelity.simulated(median);
        }

        /** Nobody may join in the measured time; in one world alone that is a difference. */
        private boolean silent() {
            Metric median = Metric.FIRST_FRAME_P50;
            boolean oneWorld =
                    Double.isNaN(fidelity.simulated(median)) != Double.isNaN(fidelity.real(median));
            return oneWorld || Double.isNaN(sharing());
        }
    }

    /** Copies the rooms. */
    public FidelityStudy {
        rooms = List.copyOf(rooms);
    }

    private List<Room> quiet() {
        return rooms.stream().filter(room -> !room.busy()).toList();
    }

    /** Returns how many rooms count. */
    public int counted() {
        return quiet().size();
    }

    private Interval of(ToDoubleFunction<Room> value) {
        return Interval.of(quiet().stream().map(value::applyAsDouble).toList());
    }

    /** Returns the mean difference of the sharing ratio with its interval. */
    public Interval sharing() {
        return of(Room::sharing);
    }

    /** Returns the mean difference of the share of stalled sessions with its interval. */
    public Interval stalled() {
        return of(room -> room.fidelity().difference(Metric.STALLED_SESSIONS));
    }

    /** Returns the mean difference of the median first frame, as a share, with its interval. */
    public Interval firstFrame() {
        return of(Room::firstFrame);
    }

    /** Returns the room whose sharing ratios are furthest apart; there must be one that counts. */
    public Room worst() {
        return quiet().stream()
                .max(Comparator.comparingDouble(room -> apart(room.sharing())))
                .orElseThrow();
    }

    /** A room in which one world brought nothing is not the worst, but listed by itself. */
    private static double apart(double difference) {
        return Double.isNaN(difference) ? -1 : Math.abs(difference);
    }

    /** Returns whether the means are within their bars, nothing broke, and a room counts. */
    public boolean agrees() {
        return counted() > 0
                && Math.abs(sharing().mean()) <= SHARING_POINTS
                && Math.abs(stalled().mean()) <= STALLED_POINTS
                && !(Math.abs(firstFrame().mean()) > FIRST_FRAME_SHARE)
                && silent() == 0
                && broken() == 0;
    }

    /** Returns in how many rooms that count one of the worlds brought nobody any media. */
    public int silent() {
        return (int) quiet().stream().filter(Room::silent).count();
    }

    /** Returns how many rooms broke an invariant, in either world. */
    public int broken() {
        return (int)
                rooms.stream()
                        .map(Room::fidelity)
                        .filter(
                                both ->
                                        both.simulated().violations() + both.real().violations()
                                                > 0)
                        .count();
    }
}
