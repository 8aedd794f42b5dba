package dev.tributary.transport.hls;

import dev.tributary.core.slice.CutSlice;
import dev.tributary.core.slice.MediaTag;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.slice.Slicer;
import dev.tributary.core.slice.SlicerConfig;
import dev.tributary.core.slice.SlicerOutput;
import dev.tributary.core.slice.TagRefusal;
import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.flv.TagCursor;
import dev.tributary.transport.flv.Tags;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/** Slices as an origin cuts them, kept for as long as a test likes. */
public final class Kept implements SliceSource, SlicerOutput {
    final TreeMap<Integer, SliceHeader> headers = new TreeMap<>();
    final TreeMap<Integer, byte[]> media = new TreeMap<>();
    final TreeMap<Integer, byte[]> starts = new TreeMap<>();
    private final Slicer slicer;
    private byte[] audio = {};
    private byte[] video = {};

    /** Cuts by a length, from slice 1 on. */
    public Kept(int sliceMillis) {
        this(sliceMillis, 1);
    }

    /** Cuts from a slice on. */
    public Kept(int sliceMillis, int firstSlice) {
        slicer = new Slicer(new SlicerConfig(sliceMillis, 30), this, firstSlice);
    }

    /** One publisher, from its beginning to its end. */
    public Kept push(byte[] flv) throws MalformedFlvException {
        Tags tags = Tags.of(flv);
        for (int i = 0; i < tags.tags.size(); i++) {
            slicer.onTag(tags.tags.get(i), tags.whole.get(i));
        }
        slicer.onEnd();
        return this;
    }

    /** Returns what an edge has that began with a slice. */
    Kept from(int slice) {
        Kept later = new Kept(1_000);
        later.headers.putAll(headers.tailMap(slice, true));
        later.media.putAll(media.tailMap(slice, true));
        later.starts.putAll(starts.tailMap(slice, true));
        return later;
    }

    void add(SliceHeader header, byte[] bytes, byte[] start) {
        headers.put(header.slice(), header);
        media.put(header.slice(), bytes);
        starts.put(header.slice(), start);
    }

    @Override
    public void slice(CutSlice slice, byte[] bytes) {
        TagCursor tags = new TagCursor(bytes, 0);
        while (tags.next()) {
            if (tags.configuration() && tags.kind() == MediaTag.Kind.AUDIO) {
                audio = tags.tag();
            } else if (tags.configuration()) {
                video = tags.tag();
            }
        }
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        start.writeBytes(FlvHeader.bytes(slice.audio(), slice.video()));
        start.writeBytes(slice.video() ? video : new byte[0]);
        start.writeBytes(slice.audio() ? audio : new byte[0]);
        add(slice.header(), bytes, start.toByteArray());
    }

    @Override
    public void retime(byte[] bytes, int at, long dtsMillis) {
        FlvTag.retime(bytes, at, dtsMillis);
    }

    @Override
    public void refused(MediaTag tag, TagRefusal reason) {
        throw new IllegalStateException("refused: " + reason);
    }

    @Override
    public int oldest() {
        return headers.isEmpty() ? 1 : headers.firstKey();
    }

    /** Returns the highest number. */
    public int newest() {
        return headers.isEmpty() ? 0 : headers.lastKey();
    }

    @Override
    public int after(int slice) {
        Integer next = headers.higherKey(slice);
        return next == null ? 0 : next;
    }

    @Override
    public SliceHeader header(int slice) {
        return headers.get(slice);
    }

    @Override
    public byte[] media(int slice) {
        return media.get(slice);
    }

    @Override
    public byte[] start(int slice) {
        return starts.get(slice);
    }

    /** Returns all bytes of a segment. */
    static byte[] bytes(Segment segment, SliceSource source) {
        var made = segment.media(source);
        ByteBuffer all = ByteBuffer.allocate(made.length());
        made.bytes(0, made.length()).forEach(all::put);
        return all.array();
    }

    /** Returns some of the bytes. */
    static byte[] part(Segment segment, SliceSource source, int from, int count) {
        ByteBuffer part = ByteBuffer.allocate(count);
        segment.media(source).bytes(from, count).forEach(part::put);
        return Arrays.copyOf(part.array(), part.position());
    }
}
