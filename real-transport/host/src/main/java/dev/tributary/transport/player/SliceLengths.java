package dev.tributary.transport.player;

import dev.tributary.core.slice.SliceHeader;

/**
 * Whether slices are as long as their room says: what is counted in slices goes wrong when the
 * origin cuts by another length. A few may be shorter or longer, where a publisher pauses or ends.
 */
final class SliceLengths {
    /** So many in a row are no accident. */
    private static final int ENOUGH = 20;

    /** Tags of a slow stream are this far apart, so that no slice is shorter. */
    private static final int TAG_MILLIS_MAX = 500;

    private int expectedMillis;
    private int newest;
    private int misfits;

    void expect(int sliceMillis) {
        expectedMillis = sliceMillis;
        misfits = 0;
    }

    /** Something of a slice came. */
    void heard(SliceHeader header) {
        if (header.slice() > newest) {
            newest = header.slice();
            misfits = fits(header.durationMillis()) ? 0 : misfits + 1;
        }
    }

    private boolean fits(int millis) {
        return millis >= expectedMillis / 2 && millis <= 2 * expectedMillis + TAG_MILLIS_MAX;
    }

    boolean misfits() {
        return expectedMillis > 0 && misfits >= ENOUGH;
    }
}
