package dev.tributary.core.wire;

import dev.tributary.core.base.Check;

/**
 * Asks the scheduler for the stream address and the P2P configuration of a room (get_link).
 *
 * @param stream which stream
 * @param fingerprint hash of the certificate with which the viewer secures its links, {@value
 *     #FINGERPRINT_BYTES} bytes; the admission token is bound to it
 */
public record GetLink(StreamKey stream, Payload fingerprint) implements Message {
    /** SHA-256. */
    public static final int FINGERPRINT_BYTES = 32;

    /** Checks the ranges. */
    public GetLink {
        Check.range("fingerprint", fingerprint.length(), FINGERPRINT_BYTES, FINGERPRINT_BYTES);
    }

    @Override
    public Type type() {
        return Type.GET_LINK;
    }

    @Override
    public int wireBytes() {
        return WireSize.FRAME + WireSize.VERSION + WireSize.KEY + FINGERPRINT_BYTES;
    }

    @Override
    public void write(WireWriter out) {
        out.u8(MessageCodec.VERSION);
        out.key(stream.high(), stream.low());
        out.tail(fingerprint);
    }

    static GetLink read(WireReader in) throws MalformedMessageException {
        in.version();
        StreamKey stream = in.streamKey();
        return new GetLink(stream, in.bytes("fingerprint", FINGERPRINT_BYTES));
    }
}
