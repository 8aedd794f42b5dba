package dev.tributary.transport.mp4;

/**
 * The size of the picture that a sequence parameter set tells.
 *
 * @param width pixels, {@code 1..65535}
 * @param height pixels, {@code 1..65535}
 */
record PictureSize(int width, int height) {
    static final int MAX = 0xffff;

    /** Returns the size, or null when no picture has it. */
    static PictureSize orNull(BitReader read, long width, long height) {
        boolean fits = width > 0 && height > 0 && width <= MAX && height <= MAX;
        return fits && !read.beyond() ? new PictureSize((int) width, (int) height) : null;
    }
}
