package dev.tributary.transport.flv;

/**
 * Takes apart what enhanced RTMP v2 puts around a packet, so that a player that knows only v1 plays
 * the first track: multitrack packets become plain ones of their first track, and extensions of the
 * packet (ModEx, of which there is a nanosecond offset only) are left out.
 */
final class EnhancedBody {
    private static final int VIDEO_MULTITRACK = 6;
    private static final int AUDIO_MULTITRACK = 5;
    private static final int MOD_EX = 7;
    private static final int PACKET = 15;
    private static final int FOUR_CC_BYTES = 4;

    /** Kinds of multitrack: one, many of one codec, many of many codecs. */
    private static final int ONE_TRACK = 0;

    private static final int MANY_CODECS = 2;

    private final byte[] body;
    private int at = 1;

    private EnhancedBody(byte[] body) {
        this.body = body;
    }

    /** Returns a body in which the packet type is plain, the same where it is already. */
    static byte[] plain(byte[] body, boolean video) throws OddTagException {
        int multitrack = video ? VIDEO_MULTITRACK : AUDIO_MULTITRACK;
        int packet = body[0] & PACKET;
        return packet == MOD_EX || packet == multitrack
                ? new EnhancedBody(body).taken(packet, multitrack)
                : body;
    }

    private byte[] taken(int first, int multitrack) throws OddTagException {
        int packet = first;
        while (packet == MOD_EX) {
            int length = next() + 1;
            if (length == 256) {
                length = ((next() << 8) | next()) + 1;
            }
            at += length;
            packet = next() & PACKET;
        }
        return packet == multitrack ? firstTrack(multitrack) : packet(packet, at, body.length);
    }

    private byte[] firstTrack(int multitrack) throws OddTagException {
        int kind = next();
        int packet = kind & PACKET;
        kind >>= 4;
        boolean plain = packet != multitrack && packet != MOD_EX && kind <= MANY_CODECS;
        OddTagException.unless(plain, OddTag.UNKNOWN_PACKET);
        int codec = at;
        at += FOUR_CC_BYTES;
        OddTagException.unless(next() == 0, OddTag.OTHER_TRACK);
        int end = body.length;
        if (kind != ONE_TRACK) {
            int length = next() << 16 | next() << 8 | next();
            end = at + length;
            OddTagException.unless(end <= body.length, OddTag.TRUNCATED);
        }
        byte[] media = packet(packet, at - FOUR_CC_BYTES, end);
        System.arraycopy(body, codec, media, 1, FOUR_CC_BYTES);
        return media;
    }

    /** Returns the packet whose codec and content are at a place. */
    private byte[] packet(int packet, int from, int to) throws OddTagException {
        OddTagException.unless(from <= to && to <= body.length, OddTag.TRUNCATED);
        byte[] plain = new byte[1 + to - from];
        plain[0] = (byte) ((body[0] & ~PACKET) | packet);
        System.arraycopy(body, from, plain, 1, to - from);
        return plain;
    }

    private int next() throws OddTagException {
        OddTagException.unless(at < body.length, OddTag.TRUNCATED);
        return body[at++] & 0xff;
    }
}
