package dev.tributary.transport.flv;

import dev.tributary.core.base.Check;
import dev.tributary.core.slice.MediaTag;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Broken bytes for everything that reads FLV: bodies of tags, streams and slices. What comes out
 * must be whole tags that read as what they were called, and nothing may be thrown but that a
 * stream is no FLV.
 */
final class FlvFuzz implements FlvOutput {
    private static final int[] TYPES = {8, 9, 18, 15, 0x29, 0};

    private final SplittableRandom random;
    private final Map<OddTag, Long> odd = new EnumMap<>(OddTag.class);
    private long tags;
    private long malformed;

    FlvFuzz(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Runs so many executions; arguments: their number, and a seed. */
    public static void main(String[] arguments) {
        long count = Long.parseLong(arguments[0]);
        FlvFuzz fuzz = new FlvFuzz(Long.parseLong(arguments[1]));
        fuzz.run(count);
        System.out.println(count + " executions: " + fuzz);
    }

    void run(long executions) {
        for (long i = 0; i < executions; i++) {
            switch ((int) (i % 3)) {
                case 0 -> body();
                case 1 -> stream();
                default -> slice();
            }
        }
    }

    private void body() {
        FlvTags reader = new FlvTags(this);
        for (int i = 0; i < 4; i++) {
            reader.tag(TYPES[random.nextInt(TYPES.length)], random.nextLong(), anyBody());
        }
    }

    private byte[] anyBody() {
        byte[] body = new byte[random.nextInt(24)];
        random.nextBytes(body);
        String[] codecs = {"avc1", "hvc1", "av01", "mp4a", "Opus"};
        if (body.length > 0) {
            int[] firsts = {0x17, 0x27, 0xaf, 0x90, 0x91, 0x95, 0x96, 0x97, 0x93, 0xd4, 0x2f};
            body[0] = (byte) firsts[random.nextInt(firsts.length)];
        }
        if (body.length > 12) {
            body[1] = (byte) random.nextInt(4);
            String codec = codecs[random.nextInt(codecs.length)];
            int at = random.nextInt(1, 8);
            for (int i = 0; i < 4; i++) {
                body[at + i] = (byte) codec.charAt(i);
            }
        }
        return body;
    }

    private byte[] anyTags() {
        byte[] all = new byte[0];
        int count = random.nextInt(1, 6);
        for (int i = 0; i < count; i++) {
            byte[] tag = FlvTag.of(TYPES[random.nextInt(3)], i * 40L, anyBody());
            all = Arrays.copyOf(all, all.length + tag.length);
            System.arraycopy(tag, 0, all, all.length - tag.length, tag.length);
        }
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            all[random.nextInt(all.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) > 0 ? all : Arrays.copyOf(all, random.nextInt(all.length));
    }

    private void stream() {
        FlvDemuxer demuxer = new FlvDemuxer(this);
        try {
            byte[] header = FlvHeader.bytes(true, true);
            if (random.nextInt(16) == 0) {
                header[random.nextInt(header.length)] = (byte) random.nextInt();
            }
            demuxer.feed(header, 0, header.length);
            byte[] all = anyTags();
            for (int at = 0; at < all.length; ) {
                int count = Math.min(all.length - at, random.nextInt(1, 64));
                demuxer.feed(all, at, count);
                at += count;
            }
            demuxer.finish();
        } catch (MalformedFlvException e) {
            malformed++;
        }
    }

    private void slice() {
        byte[] media = anyTags();
        TagCursor cursor = new TagCursor(media, 0);
        int end = 0;
        while (cursor.next()) {
            Check.that(cursor.at() == end, "tags stand one after the other");
            end += cursor.tag().length;
            cursor.metaData();
        }
        Check.that(end <= media.length, "tags are within the slice");
    }

    @Override
    public void tag(MediaTag tag, byte[] bytes) {
        tags++;
        Check.that(bytes.length == tag.sizeBytes(), "a tag has the bytes it says");
        TagCursor cursor = new TagCursor(bytes, 0);
        Check.that(cursor.next() && cursor.kind() == tag.kind(), "a tag reads as what it is");
        boolean key = tag.role() == MediaTag.Role.KEYFRAME && tag.kind() == MediaTag.Kind.VIDEO;
        Check.that(cursor.keyframe() == key, "a keyframe reads as one");
        Check.that(cursor.tag().length == bytes.length && !cursor.next(), "it is one tag");
    }

    @Override
    public void skipped(OddTag why) {
        odd.merge(why, 1L, Long::sum);
    }

    @Override
    public String toString() {
        return tags + " tags, " + malformed + " not FLV, left out " + odd;
    }
}
