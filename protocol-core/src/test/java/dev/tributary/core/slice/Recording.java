package dev.tributary.core.slice;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Everything that a slicer gave out. */
final class Recording implements SlicerOutput {
    final List<CutSlice> slices = new ArrayList<>();
    final List<Long> retimed = new ArrayList<>();
    final List<SliceHeader> headers = new ArrayList<>();
    final List<List<Keyframe>> keyframes = new ArrayList<>();
    long withoutMediaBytes;
    final List<TagRefusal> refusals = new ArrayList<>();
    final ByteArrayOutputStream media = new ByteArrayOutputStream();

    /** Slices tags of which only the sizes exist. */
    static Recording of(List<MediaTag> tags) {
        Recording recording = new Recording();
        Slicer slicer = new Slicer(SlicerConfig.defaults(), recording);
        tags.forEach(slicer::onTag);
        slicer.onEnd();
        return recording;
    }

    @Override
    public void slice(CutSlice slice, byte[] bytes) {
        slices.add(slice);
        headers.add(slice.header());
        keyframes.add(slice.keyframes());
        media.writeBytes(bytes);
    }

    @Override
    public void retime(byte[] bytes, int at, long dtsMillis) {
        retimed.add(dtsMillis);
    }

    @Override
    public void refused(MediaTag tag, TagRefusal reason) {
        refusals.add(reason);
        withoutMediaBytes += reason == TagRefusal.NO_MEDIA ? tag.sizeBytes() : 0;
    }

    List<Long> firstMillis() {
        return headers.stream().map(SliceHeader::dtsMillis).toList();
    }

    List<Integer> durations() {
        return headers.stream().map(SliceHeader::durationMillis).toList();
    }

    List<Integer> flags() {
        return headers.stream().map(SliceHeader::flags).toList();
    }
}
