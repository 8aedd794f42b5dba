package dev.tributary.transport.edge.client;

import dev.tributary.core.wire.Payload;

/**
 * What a player needs before the first slice it gets, as the origin signed it: the FLV header,
 * onMetaData and the sequence headers in force there, and which tracks there are.
 *
 * @param flv the start of an FLV file
 * @param signature Ed25519 of the origin over the stream and these bytes
 */
public record SignedHeader(Payload flv, Payload signature) {
    /** Largest header, bytes. */
    public static final int BYTES_MAX = 64 << 10;

    /** Returns the header with its signature; the arrays must not be changed afterwards. */
    public static SignedHeader of(byte[] flv, byte[] signature) {
        return new SignedHeader(Payload.of(flv), Payload.of(signature));
    }
}
