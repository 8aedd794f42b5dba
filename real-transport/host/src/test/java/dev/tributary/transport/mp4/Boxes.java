package dev.tributary.transport.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes boxes apart, by a reading of ISO 14496-12 that shares nothing with what writes them. */
public final class Boxes {
    private static final Set<String> CONTAINERS =
            Set.of(
                    "moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf", "mp4a",
                    "avc1", "hvc1", "stsd", "dref");

    /** A box: the path to it, where it begins, and its content. */
    public static final class Box {
        private final String path;
        private final int at;
        private final byte[] content;

        private Box(String path, int at, byte[] content) {
            this.path = path;
            this.at = at;
            this.content = content;
        }

        public String path() {
            return path;
        }

        public int at() {
            return at;
        }

        public byte[] content() {
            return content;
        }

        public ByteBuffer read() {
            return ByteBuffer.wrap(content);
        }
    }

    private final byte[] bytes;
    private final List<Box> found = new ArrayList<>();

    private Boxes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns all boxes; fails where sizes do not fit. */
    public static List<Box> of(byte[] bytes) {
        Boxes boxes = new Boxes(bytes);
        boxes.read("", 0, bytes.length);
        return boxes.found;
    }

    /** Returns the boxes with a path such as {@code moof/traf/tfdt}. */
    public static List<Box> of(byte[] bytes, String path) {
        return of(bytes).stream().filter(box -> box.path().equals(path)).toList();
    }

    private void read(String path, int from, int to) {
        int at = from;
        while (at < to) {
            int size = ByteBuffer.wrap(bytes).getInt(at);
            if (size < 8 || size > to - at) {
                throw new IllegalStateException(path + ": a size of " + size + " at " + at);
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.US_ASCII);
            byte[] content = new byte[size - 8];
            System.arraycopy(bytes, at + 8, content, 0, content.length);
            found.add(new Box(path + type, at, content));
            if (CONTAINERS.contains(type)) {
                read(path + type + "/", at + 8 + fields(type), at + size);
            }
            at += size;
        }
    }

    private static int fields(String type) {
        return switch (type) {
            case "mp4a" -> 28;
            case "avc1", "hvc1" -> 78;
            case "stsd", "dref" -> 8;
            default -> 0;
        };
    }
}
