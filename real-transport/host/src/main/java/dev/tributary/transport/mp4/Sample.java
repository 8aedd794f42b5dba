package dev.tributary.transport.mp4;

import dev.tributary.core.base.Check;
import java.nio.ByteBuffer;

/** A frame where it stands: its bytes are shared and never changed. */
public final class Sample {
    private final byte[] media;
    private final int at;
    private final int length;
    private final long dtsMillis;
    private final int compositionMillis;
    private final boolean sync;

    /**
     * Creates it.
     *
     * @param media what holds it, {@code length} bytes from {@code at} on
     * @param dtsMillis decoding time, from 0
     * @param compositionMillis by how much it is shown later than decoded; may be negative
     * @param sync whether a decoder can begin with it
     */
    public Sample(
            byte[] media, int at, int length, long dtsMillis, int compositionMillis, boolean sync) {
        Check.that(at >= 0 && length >= 0 && length <= media.length - at, "a frame is there");
        this.media = media;
        this.at = at;
        this.length = length;
        this.dtsMillis = Math.max(0, dtsMillis);
        this.compositionMillis = compositionMillis;
        this.sync = sync;
    }

    int length() {
        return length;
    }

    /** Returns the decoding time, milliseconds from 0. */
    public long dtsMillis() {
        return dtsMillis;
    }

    int compositionMillis() {
        return compositionMillis;
    }

    boolean sync() {
        return sync;
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(media, at, length);
    }
}
