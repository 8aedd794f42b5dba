package dev.tributary.transport.flv;

import dev.tributary.core.slice.MediaTag;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps what comes out of a stream. */
public final class Tags implements FlvOutput {
    public final List<MediaTag> tags = new ArrayList<>();
    public final List<byte[]> whole = new ArrayList<>();
    public final List<OddTag> odd = new ArrayList<>();
    public final ByteArrayOutputStream media = new ByteArrayOutputStream();

    /** Takes FLV apart. */
    public static Tags of(byte[] flv) throws MalformedFlvException {
        Tags found = new Tags();
        FlvDemuxer demuxer = new FlvDemuxer(found);
        demuxer.feed(flv, 0, flv.length);
        demuxer.finish();
        return found;
    }

    @Override
    public void tag(MediaTag tag, byte[] bytes) {
        tags.add(tag);
        whole.add(bytes);
        media.writeBytes(bytes);
    }

    @Override
    public void skipped(OddTag why) {
        odd.add(why);
    }
}
