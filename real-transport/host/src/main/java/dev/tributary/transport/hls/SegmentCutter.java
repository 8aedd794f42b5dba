package dev.tributary.transport.hls;

import dev.tributary.core.slice.SliceHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * Says where segments begin, from the slices alone: at the first keyframe in each second of media
 * time, and at the first after a break or a change of the configuration. A segment lasts up to the
 * next, or to the end of the slice before a break.
 *
 * <p>Whoever begins in the middle of a second cannot know whether a keyframe is the first in it,
 * and begins with the next second; so all cut alike (decision 86).
 */
final class SegmentCutter {
    private static final long NONE = -1;

    private int newest;
    private int newestBytes;
    private long newestEndMillis;

    /** Where the segment began that is under way; null when there is none. */
    private KeyPlace open;

    private int openSlice;
    private boolean openAfterBreak;

    /** The second that has its keyframe, or of which that is not known. */
    private long second = NONE;

    private boolean changed;
    private boolean broken;

    /** Takes the next slice that is there; returns the segments that end by it. */
    List<Span> take(SliceHeader header, byte[] media) {
        List<Span> ended = new ArrayList<>();
        if (header.interrupted() || header.slice() == 1) {
            end(ended, newest, newestBytes, newestEndMillis);
            broken = true;
        } else if (header.slice() != newest + 1) {
            missed(header);
        }
        changed |= (header.flags() & SliceHeader.SEQUENCE_HEADER) != 0;
        for (KeyPlace key : KeyPlace.of(header, media)) {
            if (broken || changed || key.stretch() > second) {
                end(ended, header.slice(), key.at(), key.millis());
                begin(header.slice(), key);
            }
        }
        newest = header.slice();
        newestBytes = media.length;
        newestEndMillis = header.endMillis();
        return ended;
    }

    /** Slices are missing, or these are the first: what is under way cannot be made whole. */
    private void missed(SliceHeader next) {
        open = null;
        broken = false;
        changed = false;
        second = next.dtsMillis() / KeyPlace.APART_MILLIS;
    }

    private void end(List<Span> ended, int lastSlice, int toByte, long endMillis) {
        if (open != null) {
            ended.add(
                    new Span(
                            openSlice,
                            open.ordinal(),
                            open.at(),
                            open.millis(),
                            lastSlice,
                            toByte,
                            endMillis,
                            openAfterBreak));
        }
        open = null;
    }

    private void begin(int slice, KeyPlace key) {
        open = key;
        openSlice = slice;
        openAfterBreak = broken;
        second = key.stretch();
        broken = false;
        changed = false;
    }
}
