package dev.tributary.core.system.substream;

import dev.tributary.core.base.Check;
import java.util.Arrays;

/** Members that depend on one provider, each for one sub-stream; short, without order. */
final class Dependants {
    private static final Seat[] NO_MEMBERS = {};
    private static final byte[] NO_SUB_STREAMS = {};

    private Seat[] seats = NO_MEMBERS;
    private byte[] subStreams = NO_SUB_STREAMS;
    private int count;

    int count() {
        return count;
    }

    Seat seat(int index) {
        return seats[index];
    }

    int subStream(int index) {
        return subStreams[index];
    }

    void add(Seat seat, int subStream) {
        if (count == seats.length) {
            seats = Arrays.copyOf(seats, Math.max(4, 2 * count));
            subStreams = Arrays.copyOf(subStreams, Math.max(4, 2 * count));
        }
        seats[count] = seat;
        subStreams[count] = (byte) subStream;
        count++;
    }

    void remove(Seat seat, int subStream) {
        for (int i = 0; i < count; i++) {
            if (seats[i] == seat && subStreams[i] == subStream) {
                count--;
                seats[i] = seats[count];
                subStreams[i] = subStreams[count];
                seats[count] = null;
                return;
            }
        }
        Check.that(false, "a dependant must be listed with its provider");
    }
}
