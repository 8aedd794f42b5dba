package dev.tributary.transport.origin;

import dev.tributary.core.slice.MediaTag;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.flv.Tags;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** FLV to push, as its tags; each change gives another clip. */
record Clip(List<Clip.Part> parts) {
    /** A tag, or any other bytes in its place. */
    static final class Part {
        private final MediaTag tag;
        private final long millis;
        private final byte[] body;
        private final byte[] bytes;

        Part(MediaTag tag, long millis, byte[] body, byte[] bytes) {
            this.tag = tag;
            this.millis = millis;
            this.body = body;
            this.bytes = bytes;
        }

        MediaTag tag() {
            return tag;
        }

        long millis() {
            return millis;
        }

        byte[] body() {
            return body;
        }

        byte[] bytes() {
            return bytes;
        }

        static Part of(MediaTag tag, byte[] bytes) {
            int end = bytes.length - FlvTag.TRAILER_BYTES;
            byte[] body = Arrays.copyOfRange(bytes, FlvTag.HEADER_BYTES, end);
            return new Part(tag, tag.dtsMillis(), body, bytes);
        }

        static Part raw(long millis, byte[] bytes) {
            return new Part(null, millis, new byte[0], bytes);
        }

        boolean is(MediaTag.Kind kind) {
            return tag != null && tag.kind() == kind;
        }

        boolean frame() {
            return tag != null && tag.timed();
        }

        boolean keyframe() {
            return tag != null && tag.role() == MediaTag.Role.KEYFRAME;
        }

        Part at(long time) {
            byte[] copy = bytes.clone();
            FlvTag.retime(copy, 0, time);
            return new Part(tag, time, body, copy);
        }
    }

    /** Ten seconds of 320x180 H.264 and AAC. */
    static Clip fixture() throws MalformedFlvException {
        return of(Fixture.bytes());
    }

    static Clip of(byte[] flv) throws MalformedFlvException {
        Tags found = Tags.of(flv);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < found.tags.size(); i++) {
            parts.add(Part.of(found.tags.get(i), found.whole.get(i)));
        }
        return new Clip(parts);
    }

    /** Returns the same with something else before each of some tags. */
    Clip before(Predicate<Part> which, UnaryOperator<Part> other) {
        List<Part> all = new ArrayList<>();
        for (Part part : parts) {
            if (which.test(part)) {
                all.add(other.apply(part));
            }
            all.add(part);
        }
        return new Clip(all);
    }

    /** Returns the same with bytes before the first frame of picture from a time on. */
    Clip with(long millis, byte[] bytes) {
        List<Part> all = new ArrayList<>(parts);
        int at = 0;
        while (!all.get(at).is(MediaTag.Kind.VIDEO) || all.get(at).millis < millis) {
            at++;
        }
        all.add(at, Part.raw(millis, bytes));
        return new Clip(all);
    }

    Clip only(Predicate<Part> kept) {
        return new Clip(parts.stream().filter(kept).toList());
    }

    Clip each(UnaryOperator<Part> change) {
        return new Clip(parts.stream().map(change).toList());
    }

    /** Returns the same with sound that comes so much later than a picture of its time. */
    Clip soundLater(int millis) {
        List<Part> all = new ArrayList<>(parts);
        all.sort(
                Comparator.comparingLong(
                        part ->
                                part.millis
                                        + (part.frame() && part.is(MediaTag.Kind.AUDIO)
                                                ? millis
                                                : 0)));
        return new Clip(all);
    }

    Clip shifted(long millis) {
        return each(part -> part.at(part.millis + millis));
    }

    Clip then(Clip next) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(next.parts);
        return new Clip(all);
    }

    byte[] flv() {
        return flv(FlvHeader.bytes(true, true));
    }

    byte[] flv(byte[] header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        parts.forEach(part -> out.writeBytes(part.bytes));
        return out.toByteArray();
    }

    /** Returns the frames of a track, in order. */
    List<byte[]> frames(MediaTag.Kind kind) {
        return parts.stream().filter(p -> p.frame() && p.is(kind)).map(Part::body).toList();
    }

    /** Returns the times of the frames of a track. */
    List<Long> times(MediaTag.Kind kind) {
        return parts.stream().filter(p -> p.frame() && p.is(kind)).map(Part::millis).toList();
    }
}
