package dev.tributary.sim.world;

import dev.tributary.core.room.MediaSource;
import dev.tributary.measure.Bound;
import dev.tributary.measure.ByteCounts;
import dev.tributary.measure.Cost;
import dev.tributary.measure.Histogram;
import dev.tributary.measure.Measurement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HexFormat;
import java.util.List;

/** Hash over everything that a run measured, bit by bit, but for its trace and what it cost. */
final class ResultHash {
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private long hash = 1;

    private ResultHash() {}

    static String of(Measurement measured) {
        ResultHash result = new ResultHash();
        result.add(measured.withViolations(List.of()));
        measured.violations().forEach(result::add);
        return HexFormat.of().toHexDigits(result.hash);
    }

    private void add(Object value) {
        if (value instanceof Bound bound) {
            // What is not counted is read from the scenario, not measured.
            add(bound.sharingRatioMax());
            add(bound.limitedBy());
        } else if (value instanceof Record parts) {
            addParts(parts);
        } else if (value instanceof List<?> list) {
            add((long) list.size());
            list.forEach(this::add);
        } else if (value instanceof Histogram histogram) {
            add(histogram);
        } else if (value instanceof ByteCounts bytes) {
            add(bytes);
        } else if (value instanceof Double number) {
            add(Double.doubleToLongBits(number));
        } else if (value instanceof Number number) {
            add(number.longValue());
        } else {
            // A name, a text or a yes or no.
            value.toString().chars().forEach(letter -> add((long) letter));
        }
    }

    private void add(long word) {
        hash = Long.rotateLeft((hash ^ word) * FACTOR, 29) * FACTOR;
    }

    private void add(ByteCounts bytes) {
        for (MediaSource source : MediaSource.values()) {
            add(bytes.useful(source));
        }
        add(bytes.peerDuplicate());
        add(bytes.cdnDuplicate());
        add(bytes.signalling());
        add(bytes.uploaded());
    }

    private void add(Histogram histogram) {
        add((long) histogram.width());
        for (int i = 0; i <= histogram.max() / histogram.width(); i++) {
            add(histogram.count(i));
        }
    }

    private void addParts(Record parts) {
        if (parts instanceof Cost) {
            return;
        }
        for (RecordComponent part : parts.getClass().getRecordComponents()) {
            if (!part.getName().equals("traceHash") && !part.getName().equals("checkpoints")) {
                add(read(parts, part.getAccessor()));
            }
        }
    }

    private static Object read(Record parts, Method accessor) {
        try {
            return accessor.invoke(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(parts + " cannot be read", e);
        }
    }
}
