package dev.tributary.transport.rtmp;

import dev.tributary.core.base.Check;
import dev.tributary.transport.flv.OddTag;

/**
 * The server's side of one connection that publishes: handshake, connect, createStream, publish,
 * media. Bytes in, {@link RtmpOutput} out.
 */
public final class RtmpSession {
    /** The one message stream that createStream gives. */
    private static final int STREAM = 1;

    private static final int PING_REQUEST = 6;
    private static final int PING_BYTES = 6;

    private final RtmpOutput output;
    private final Handshake handshake = new Handshake();
    private final ChunkReader reader = new ChunkReader();
    private final Replies replies;
    private final MediaMessages media;
    private Stage stage = Stage.HANDSHAKE;
    private long received;
    private long acknowledged;
    private long window = Replies.WINDOW_BYTES;

    /** How far a connection is; each has its time limit. */
    public enum Stage {
        /** C0, C1 and C2 are awaited. */
        HANDSHAKE,
        /** The command connect is awaited. */
        CONNECT,
        /** Connected; a publish is awaited. */
        PUBLISH,
        /** Somebody else decides whether the publish is granted; no bytes are taken. */
        ASKED,
        /** Media is coming. */
        LIVE,
        /** Nothing is taken any more. */
        OVER
    }

    /** Creates the session of a connection that was just opened. */
    public RtmpSession(RtmpOutput output) {
        this.output = output;
        replies = new Replies(output);
        media = new MediaMessages(output);
    }

    /** Returns how far it is. */
    public Stage stage() {
        return stage;
    }

    /**
     * Takes bytes, unless somebody has to decide something first.
     *
     * @return how many it took: all, unless it is {@link Stage#ASKED} now
     * @throws MalformedRtmpException when they are no RTMP, or too much; close the connection
     */
    public int feed(byte[] bytes, int from, int to) throws MalformedRtmpException {
        int at = from;
        while (at < to && stage != Stage.ASKED && stage != Stage.OVER) {
            if (stage == Stage.HANDSHAKE) {
                at += handshake.feed(bytes, at, to, output);
                stage = handshake.over() ? Stage.CONNECT : Stage.HANDSHAKE;
            } else {
                at += reader.feed(bytes, at, to);
                RtmpMessage message = reader.poll();
                if (message != null) {
                    take(message);
                }
            }
        }
        int taken = stage == Stage.OVER ? to - from : at - from;
        acknowledge(taken);
        return taken;
    }

    private void acknowledge(int taken) {
        received += taken;
        if (received - acknowledged >= window && stage == Stage.LIVE) {
            acknowledged = received;
            replies.acknowledge(received);
        }
    }

    /** The publish is granted. */
    public void admit() {
        Check.that(stage == Stage.ASKED, "a publish is granted once, when it was asked for");
        stage = Stage.LIVE;
        reader.publishing(true);
        replies.published(STREAM);
    }

    /**
     * The publish is refused; the connection is to be closed.
     *
     * @param description what the publisher reads
     */
    public void refuse(String description) {
        Check.that(stage == Stage.ASKED, "a publish is refused once, when it was asked for");
        stage = Stage.OVER;
        replies.refused(STREAM, description);
    }

    private void take(RtmpMessage message) throws MalformedRtmpException {
        switch (message.type()) {
            case MessageType.AUDIO,
                    MessageType.VIDEO,
                    MessageType.DATA,
                    MessageType.DATA_AMF3,
                    MessageType.AGGREGATE -> {
                require(
                        stage == Stage.LIVE && message.stream() == STREAM,
                        "media after publish only");
                media.take(message);
            }
            case MessageType.COMMAND -> command(message, 0);
            case MessageType.COMMAND_AMF3 -> command(message, amf0In(message));
            case MessageType.USER_CONTROL -> userControl(message);
            case MessageType.WINDOW_SIZE -> {
                require(message.length() == 4, "a window of four bytes");
                window = Math.max(1, ChunkReader.u32(message.body(), 0));
            }
            case MessageType.ACKNOWLEDGEMENT, MessageType.PEER_BANDWIDTH -> {
                // What we send is little, and never waits for either.
            }
            default -> {
                require(stage == Stage.LIVE, "a message type that publishers use");
                media.leaveOut(OddTag.UNKNOWN_TYPE, message);
            }
        }
    }

    /** Returns where AMF0 begins in a message that could be AMF3 and never is (RTMP 1.0, 7.1). */
    private static int amf0In(RtmpMessage message) throws MalformedRtmpException {
        require(message.length() > 0 && message.body()[0] == 0, "AMF0 in an AMF3 message");
        return 1;
    }

    private void userControl(RtmpMessage message) throws MalformedRtmpException {
        byte[] body = message.body();
        require(message.length() >= 2, "the number of an event");
        if (((body[0] & 0xff) << 8 | (body[1] & 0xff)) == PING_REQUEST) {
            require(message.length() == PING_BYTES, "a time in a ping");
            replies.pong(ChunkReader.u32(body, 2));
        }
    }

    private void command(RtmpMessage message, int from) throws MalformedRtmpException {
        AmfReader amf = new AmfReader(message.body(), from, message.length());
        String name = amf.nextOrNothing().text();
        double transaction = amf.nextOrNothing().number();
        AmfValue object = amf.nextOrNothing();
        if (stage == Stage.CONNECT) {
            require(name.equals("connect"), "connect as the first command");
            connect(transaction, object);
            return;
        }
        switch (name) {
            case "releaseStream", "FCPublish", "FCUnpublish" -> replies.done(transaction);
            case "createStream" -> replies.created(transaction, STREAM);
            case "publish" -> publish(message, amf);
            case "deleteStream", "closeStream" -> unpublish();
            case "play", "play2" -> play();
            default -> replies.unknown(transaction);
        }
    }

    private void connect(double transaction, AmfValue object) {
        String app = object.field("app").text();
        if (app.equals(Replies.APPLICATION) || app.equals(Replies.APPLICATION + "/")) {
            stage = Stage.PUBLISH;
            replies.connected(transaction);
        } else {
            stage = Stage.OVER;
            replies.rejected(transaction);
            output.close("rtmp_application");
        }
    }

    private void publish(RtmpMessage message, AmfReader amf) throws MalformedRtmpException {
        require(stage == Stage.PUBLISH && message.stream() == STREAM, "one publish at a time");
        PublishName name = PublishName.of(amf.nextOrNothing().text());
        String type = amf.nextOrNothing().text();
        stage = Stage.ASKED;
        if (type.equals("record") || type.equals("append")) {
            refuse("this server records nothing: publish as live");
            output.close("rtmp_record");
        } else {
            output.publish(name);
        }
    }

    private void unpublish() {
        if (stage == Stage.LIVE) {
            stage = Stage.PUBLISH;
            reader.publishing(false);
            replies.unpublished(STREAM);
            output.unpublished();
        }
    }

    private void play() {
        boolean live = stage == Stage.LIVE;
        stage = Stage.OVER;
        replies.unplayable(STREAM);
        if (live) {
            output.unpublished();
        }
        output.close("rtmp_play");
    }

    private static void require(boolean condition, String expected) throws MalformedRtmpException {
        if (!condition) {
            throw malformed(expected);
        }
    }

    private static MalformedRtmpException malformed(String expected) {
        return new MalformedRtmpException("rtmp_message", "expected " + expected);
    }
}
