package dev.tributary.transport.edge.client;

import dev.tributary.core.wire.StreamKey;

/** Names that an edge and its clients share: paths and HTTP headers. */
public final class EdgeApi {
    /** Start of all paths; the stream key in 32 hexadecimal digits follows. */
    public static final String ROOT = "/v1/";

    /** HTTP header with the header of a slice: number, dts, duration, size and flags. */
    public static final String SLICE = "tributary-slice";

    /** HTTP header with the origin's signature, base64url without padding. */
    public static final String SIGNATURE = "tributary-signature";

    private EdgeApi() {}

    /** Returns the start of the paths of a stream. */
    public static String path(StreamKey key) {
        return ROOT + name(key);
    }

    /** Returns the key as people write it: 32 hexadecimal digits. */
    public static String name(StreamKey key) {
        return String.format("%016x%016x", key.high(), key.low());
    }
}
