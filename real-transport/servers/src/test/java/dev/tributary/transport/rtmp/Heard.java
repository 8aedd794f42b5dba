package dev.tributary.transport.rtmp;

import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.FlvTags;
import dev.tributary.transport.flv.OddTag;
import dev.tributary.transport.flv.Tags;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Takes what a session does. */
final class Heard implements RtmpOutput {
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    final ByteArrayOutputStream tags = new ByteArrayOutputStream();

    /** What players get of it. */
    final Tags players = new Tags();

    private final FlvTags sorted = new FlvTags(players);
    final List<PublishName> names = new ArrayList<>();
    int unpublished;
    String closed;

    @Override
    public void send(byte[] bytes) {
        sent.writeBytes(bytes);
    }

    @Override
    public void publish(PublishName name) {
        names.add(name);
    }

    @Override
    public void tag(int type, long millis, byte[] body) {
        tags.writeBytes(FlvTag.of(type, millis, body));
        sorted.tag(type, millis, body);
    }

    @Override
    public void skipped(OddTag why) {
        players.skipped(why);
    }

    @Override
    public void unpublished() {
        unpublished++;
    }

    @Override
    public void close(String reason) {
        closed = reason;
    }

    /** Returns the messages that were sent after the handshake; control messages by their type. */
    List<String> replies() throws MalformedRtmpException {
        ChunkReader reader = new ChunkReader();
        byte[] all = sent.toByteArray();
        List<String> replies = new ArrayList<>();
        int at = 1 + 2 * Handshake.PART;
        while (at < all.length) {
            at += reader.feed(all, at, all.length);
            RtmpMessage message = reader.poll();
            if (message != null) {
                replies.add(words(message));
            }
        }
        return replies;
    }

    private static String words(RtmpMessage message) throws MalformedRtmpException {
        if (message.type() != MessageType.COMMAND) {
            return "control " + message.type();
        }
        AmfReader amf = new AmfReader(message.body(), 0, message.length());
        StringBuilder words = new StringBuilder(amf.next().text());
        words.append(' ').append((int) amf.next().number());
        amf.next();
        AmfValue last = amf.nextOrNothing();
        String code = last.field("code").text();
        if (!code.isEmpty()) {
            words.append(' ').append(code).append(": ").append(last.field("description").text());
        }
        return words.append(" on ").append(message.stream()).toString();
    }
}
