package dev.tributary.transport.rtmp;

import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.OddTag;
import java.util.Arrays;

/**
 * What a publisher's messages hold: tags. Aggregates are taken apart (RTMP 1.0, 7.1.6), and what no
 * tag can be made of is left out, as {@link dev.tributary.transport.flv.FlvTags} does with an odd
 * tag.
 */
final class MediaMessages {
    private static final String CLEAR_DATA_FRAME = "@clearDataFrame";
    private static final long TIME_MASK = 0xffff_ffffL;

    private final RtmpOutput output;

    /** Of the messages that were left out since the last tag, with what is around them. */
    private long oddBytes;

    MediaMessages(RtmpOutput output) {
        this.output = output;
    }

    /** Takes a message of audio, video, data or several of them. */
    void take(RtmpMessage message) throws MalformedRtmpException {
        if (message.type() == MessageType.AGGREGATE) {
            aggregate(message);
        } else {
            one(message);
        }
    }

    /**
     * Leaves a message out.
     *
     * @throws MalformedRtmpException when nothing else has come for too long
     */
    void leaveOut(OddTag why, RtmpMessage message) throws MalformedRtmpException {
        leaveOut(why, message.length());
    }

    private void leaveOut(OddTag why, int length) throws MalformedRtmpException {
        oddBytes += FlvTag.HEADER_BYTES + length;
        if (oddBytes > RtmpLimits.ODD_BYTES_MAX) {
            throw new MalformedRtmpException("rtmp_message", "expected media within 4 MiB");
        }
        output.skipped(why);
    }

    private void one(RtmpMessage message) throws MalformedRtmpException {
        switch (message.type()) {
            case MessageType.AUDIO, MessageType.VIDEO -> tag(message.type(), message, 0);
            case MessageType.DATA -> data(message, 0);
            case MessageType.DATA_AMF3 -> {
                // Never AMF3 behind the first byte, as far as is known (RTMP 1.0, 7.1).
                if (message.length() > 0 && message.body()[0] == 0) {
                    data(message, 1);
                } else {
                    leaveOut(OddTag.UNKNOWN_TYPE, message);
                }
            }
            default -> leaveOut(OddTag.UNKNOWN_TYPE, message);
        }
    }

    /** Data is a script tag, unless it says to forget one. */
    private void data(RtmpMessage message, int from) throws MalformedRtmpException {
        String name;
        try {
            name = new AmfReader(message.body(), from, message.length()).nextOrNothing().text();
        } catch (MalformedRtmpException broken) {
            leaveOut(OddTag.BROKEN_DATA, message);
            return;
        }
        if (!name.equals(CLEAR_DATA_FRAME)) {
            tag(MessageType.DATA, message, from);
        }
    }

    private void tag(int type, RtmpMessage message, int from) {
        byte[] body = message.body();
        boolean exact = from == 0 && body.length == message.length();
        oddBytes = 0;
        output.tag(
                type,
                message.millis(),
                exact ? body : Arrays.copyOfRange(body, from, message.length()));
    }

    /**
     * Hands over what an aggregate holds: messages that look like tags of FLV, whose times begin
     * anywhere and are moved so that the first has the aggregate's.
     */
    private void aggregate(RtmpMessage all) throws MalformedRtmpException {
        byte[] bytes = all.body();
        long offsetMillis = 0;
        int at = 0;
        while (at < all.length()) {
            int left = all.length() - at - FlvTag.HEADER_BYTES;
            int length = left < 0 ? 0 : ChunkReader.u24(bytes, at + 1);
            if (length > left) {
                leaveOut(OddTag.TRUNCATED, all.length() - at);
                return;
            }
            long millis = ChunkReader.u24(bytes, at + 4) | (bytes[at + 7] & 0xffL) << 24;
            if (at == 0) {
                offsetMillis = all.millis() - millis;
            }
            int from = at + FlvTag.HEADER_BYTES;
            byte[] body = Arrays.copyOfRange(bytes, from, from + length);
            long moved = (millis + offsetMillis) & TIME_MASK;
            one(new RtmpMessage(bytes[at] & 0xff, moved, all.stream(), body, length));
            // The last one may lack the size behind it, which nothing here needs.
            at = from + length + FlvTag.TRAILER_BYTES;
        }
    }
}
