package dev.tributary.transport.rtmp;

/** What the server says (RTMP 1.0, 5.4 and 7.2), as chunks. */
final class Replies {
    /** The only application: the path of the server's URL. */
    static final String APPLICATION = "live";

    /** After so many bytes each side is told that they have come. */
    static final int WINDOW_BYTES = 2_500_000;

    /** Of who is what (enhanced RTMP v2, FourCcInfoMask): it passes on what it does not decode. */
    private static final double CAN_FORWARD = 4;

    private static final int DYNAMIC = 2;
    private static final int PONG = 7;
    private static final int CHARACTERS_MAX = 256;

    private final RtmpOutput output;

    Replies(RtmpOutput output) {
        this.output = output;
    }

    void acknowledge(long bytes) {
        control(MessageType.ACKNOWLEDGEMENT, u32(bytes));
    }

    void pong(long time) {
        byte[] four = u32(time);
        byte[] event = {0, PONG, four[0], four[1], four[2], four[3]};
        control(MessageType.USER_CONTROL, event);
    }

    void connected(double transaction) {
        byte[] window = u32(WINDOW_BYTES);
        control(MessageType.WINDOW_SIZE, window);
        byte[] bandwidth = {window[0], window[1], window[2], window[3], DYNAMIC};
        control(MessageType.PEER_BANDWIDTH, bandwidth);
        control(MessageType.SET_CHUNK_SIZE, u32(ChunkWriter.CHUNK_BYTES));
        AmfWriter amf = new AmfWriter().text("_result").number(transaction);
        amf.begin().field("fmsVer", "Tributary").field("capabilities", 31).end();
        amf.begin();
        status(amf, "status", "NetConnection.Connect.Success", "connected");
        amf.field("objectEncoding", 0);
        amf.beginField("videoFourCcInfoMap").field("*", CAN_FORWARD).end();
        amf.beginField("audioFourCcInfoMap").field("*", CAN_FORWARD).end();
        command(0, amf.end());
    }

    void rejected(double transaction) {
        AmfWriter amf = new AmfWriter().text("_error").number(transaction).nothing().begin();
        String why = "the server's URL ends with /" + APPLICATION;
        status(amf, "error", "NetConnection.Connect.Rejected", why);
        command(0, amf.end());
    }

    void done(double transaction) {
        command(0, new AmfWriter().text("_result").number(transaction).nothing().nothing());
    }

    void created(double transaction, int stream) {
        AmfWriter amf = new AmfWriter().text("_result").number(transaction).nothing();
        command(0, amf.number(stream));
    }

    /** A command that is not known; without a transaction nobody waits for an answer. */
    void unknown(double transaction) {
        if (transaction != 0) {
            AmfWriter amf = new AmfWriter().text("_error").number(transaction).nothing().begin();
            status(amf, "error", "NetConnection.Call.Failed", "unknown command");
            command(0, amf.end());
        }
    }

    void published(int stream) {
        onStatus(stream, "status", "NetStream.Publish.Start", "publishing");
    }

    /**
     * What OBS and ffmpeg take for the end, and log with its description. Not every OBS knows
     * BadName.
     */
    void refused(int stream, String description) {
        onStatus(stream, "error", "NetStream.Publish.Denied", description);
    }

    void unpublished(int stream) {
        onStatus(stream, "status", "NetStream.Unpublish.Success", "unpublished");
    }

    void unplayable(int stream) {
        String why = "this server plays nothing, it takes streams";
        onStatus(stream, "error", "NetStream.Play.StreamNotFound", why);
    }

    private void onStatus(int stream, String level, String code, String description) {
        AmfWriter amf = new AmfWriter().text("onStatus").number(0).nothing().begin();
        status(amf, level, code, description);
        command(stream, amf.end());
    }

    private static void status(AmfWriter amf, String level, String code, String description) {
        String text =
                description.length() > CHARACTERS_MAX
                        ? description.substring(0, CHARACTERS_MAX)
                        : description;
        amf.field("level", level).field("code", code).field("description", text);
    }

    private void command(int stream, AmfWriter amf) {
        output.send(
                ChunkWriter.write(ChunkWriter.COMMANDS, MessageType.COMMAND, stream, amf.bytes()));
    }

    private void control(int type, byte[] body) {
        output.send(ChunkWriter.write(ChunkWriter.CONTROL, type, 0, body));
    }

    private static byte[] u32(long value) {
        return new byte[] {
            (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
        };
    }
}
