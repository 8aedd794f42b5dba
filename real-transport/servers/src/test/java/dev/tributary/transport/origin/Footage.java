package dev.tributary.transport.origin;

import dev.tributary.transport.flv.SyntheticFlv;
import java.io.ByteArrayOutputStream;

/** Video of an encoder that never sends the same tag twice, unless it is told to. */
final class Footage {
    private static final int TAGS_PER_SECOND = 26;

    private final SyntheticFlv source = new SyntheticFlv(9);
    private int tags;

    /** Returns so many seconds of video, each a slice: 25 tags in 1.04 s. */
    byte[] seconds(long dtsMillis, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < TAGS_PER_SECOND * count; i++) {
            boolean keyframe = i % TAGS_PER_SECOND == 0;
            out.writeBytes(source.videoTag(tags++, 1_500, dtsMillis + 40L * i, keyframe));
        }
        return out.toByteArray();
    }

    /** The next seconds have the content of the last ones. */
    void rewind(int seconds) {
        tags -= TAGS_PER_SECOND * seconds;
    }
}
