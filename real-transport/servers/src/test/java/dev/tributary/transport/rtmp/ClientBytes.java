package dev.tributary.transport.rtmp;

import dev.tributary.transport.flv.FlvTag;
import dev.tributary.transport.flv.MalformedFlvException;
import dev.tributary.transport.flv.Tags;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What a publisher sends, as bytes, written by hand from the specification. */
public final class ClientBytes {
    private static final int CHUNK = 128;
    private static final int FULL_TIME = 0xff_ffff;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int chunkBytes = CHUNK;

    /** C0, C1 and C2; the server's answers are not waited for. */
    public static byte[] handshake() {
        byte[] all = new byte[1 + 2 * Handshake.PART];
        Arrays.fill(all, (byte) 0x5a);
        all[0] = Handshake.VERSION;
        return all;
    }

    /** Everything up to media, as OBS sends it. */
    public static ClientBytes publishing(String app, String name) {
        return new ClientBytes()
                .raw(handshake())
                .connect(app)
                .command(0, new AmfWriter().text("releaseStream").number(2).nothing().text(name))
                .command(0, new AmfWriter().text("FCPublish").number(3).nothing().text(name))
                .command(0, new AmfWriter().text("createStream").number(4).nothing())
                .publish(name, "live");
    }

    public ClientBytes connect(String app) {
        AmfWriter amf = new AmfWriter().text("connect").number(1).begin();
        return command(0, amf.field("app", app).field("tcUrl", "rtmp://x/" + app).end());
    }

    public ClientBytes publish(String name, String type) {
        AmfWriter amf = new AmfWriter().text("publish").number(5).nothing();
        return command(1, amf.text(name).text(type));
    }

    /** As OBS ends. */
    public ClientBytes unpublish(String name) {
        AmfWriter amf = new AmfWriter().text("FCUnpublish").number(6).nothing().text(name);
        command(0, amf);
        return command(0, new AmfWriter().text("deleteStream").number(7).nothing().number(1));
    }

    ClientBytes command(int stream, AmfWriter amf) {
        return message(3, MessageType.COMMAND, stream, 0, amf.bytes());
    }

    public ClientBytes raw(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    ClientBytes chunkSize(int size) {
        byte[] body = {
            (byte) (size >>> 24), (byte) (size >>> 16), (byte) (size >>> 8), (byte) size
        };
        message(2, MessageType.SET_CHUNK_SIZE, 0, 0, body);
        chunkBytes = size;
        return this;
    }

    /** The tags of an FLV file, each a message; onMetaData with the words that OBS puts before. */
    public ClientBytes flv(byte[] file) throws MalformedFlvException {
        Tags.of(file).whole.forEach(this::tag);
        return this;
    }

    public ClientBytes tag(byte[] tag) {
        long millis = ChunkReader.u32(tag, 4) >>> 8 | (tag[7] & 0xffL) << 24;
        byte[] body =
                Arrays.copyOfRange(tag, FlvTag.HEADER_BYTES, tag.length - FlvTag.TRAILER_BYTES);
        if (tag[0] == MessageType.DATA) {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            data.writeBytes(new AmfWriter().text("@setDataFrame").bytes());
            data.writeBytes(body);
            body = data.toByteArray();
        }
        return message(4, tag[0], 1, millis, body);
    }

    /** Tags in one message (RTMP 1.0, 7.1.6). */
    public ClientBytes aggregate(long millis, byte[]... tags) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] tag : tags) {
            all.writeBytes(tag);
        }
        return message(4, MessageType.AGGREGATE, 1, millis, all.toByteArray());
    }

    /** A message in chunks: a whole header, then chunks without one. */
    ClientBytes message(int chunkStream, int type, int stream, long millis, byte[] body) {
        boolean extended = millis >= FULL_TIME;
        int low = extended ? FULL_TIME : (int) millis;
        bytes.write(chunkStream);
        put(low, 3);
        put(body.length, 3);
        bytes.write(type);
        put(Integer.reverseBytes(stream), 4);
        for (int at = 0; at < Math.max(1, body.length); at += chunkBytes) {
            if (at > 0) {
                bytes.write(0xc0 | chunkStream);
            }
            if (extended) {
                put((int) millis, 4);
            }
            bytes.write(body, at, Math.min(chunkBytes, body.length - at));
        }
        return this;
    }

    ClientBytes put(int value, int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes.write(value >>> shift);
        }
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
